import type { LabDescription } from '../lab/description.ts';
import type { DnsSeen } from '../model/evidence.ts';
import { isUnobserved, type Contact, type Unobserved } from '../model/probe.ts';
import { addressesFor } from '../model/dns.ts';
import { shownEndpoint } from '../model/address.ts';
import { parseSite, SiteError } from '../model/site.ts';
import type { Target } from '../model/target.ts';
import { createGate } from '../net/gate.ts';
import { askHttp } from '../net/http.ts';
import dns from '../probes/dns.ts';
import type { ExerciseSite, ExerciseWorld } from './commands/exercise.ts';
import { withLab } from './lab-session.ts';
import { meansLab, targetOf } from './target.ts';
import { userAgent } from './tool.ts';
import { workingDirectoryConfig } from './working-directory.ts';

const pagesOf = ({ site, ports }: Target): Contact => ({
  probe: 'http',
  protocol: 'tcp',
  to: `the first address of ${site.shown}`,
  port: ports.http,
  why: 'the pages that the exercise names',
});

/** The first address of the site, over plain HTTP. */
const siteAt = async (target: Target, isLab: boolean, signal: AbortSignal): Promise<ExerciseSite> => {
  const gate = createGate(target, [...dns.plan(target), pagesOf(target)], signal);
  const seen: DnsSeen | Unobserved = await dns.look(target, {}, { gate, userAgent });
  const [address] = addressesFor(target, isUnobserved(seen) ? undefined : seen, target.site.ascii, 1);
  if (address === undefined)
    throw new SiteError(
      `DNS gives no address for ${target.site.shown}, so no page can be asked for. To see why: infra-tutor check ${target.site.ascii}`,
    );
  const origin = `http://${shownEndpoint({ address: target.site.ascii, port: target.ports.http })}`;
  return {
    shown: target.site.shown,
    host: target.site.ascii,
    isLab,
    fetchPage: (path, method) =>
      askHttp(gate, { probe: 'http', method, url: new URL(path, origin), address, userAgent }),
  };
};

/** The lab under the name by which a browser on this computer reaches it. */
const labSite = ({ url }: LabDescription, signal: AbortSignal): Promise<ExerciseSite> => {
  const { hostname, port } = new URL(url);
  return siteAt(targetOf(hostname, { address: '127.0.0.1', httpPort: port }, {}), true, signal);
};

/** Finds the site that an exercise is checked on: the learner's own, or the lab. */
export const withExerciseSite =
  (signal: AbortSignal): ExerciseWorld['withSite'] =>
  async (where, use) => {
    if ('lab' in where || meansLab({}, parseSite(where.host)))
      return withLab({ signal }, async (lab) => use(await labSite(lab, signal)));
    return use(await siteAt(targetOf(where.host, {}, await workingDirectoryConfig()), false, signal));
  };
