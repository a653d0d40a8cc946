import type { LabDescription } from '../lab/description.ts';
import type { DnsSeen } from '../model/evidence.ts';
import { isUnobserved, type Contact, type Unobserved } from '../model/probe.ts';
import { addressesFor } from '../model/dns.ts';
import { shownEndpoint } from '../model/address.ts';
import { parseSite } from '../model/site.ts';
import type { Target } from '../model/target.ts';
import { createGate } from '../net/gate.ts';
import { askHttp } from '../net/http.ts';
import dns from '../probes/dns.ts';
import { worldOf } from '../probes/world.ts';
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

/** Nothing could be looked at, which says nothing about the server: exit code 3. */
export class CannotLook extends Error {
  override readonly name = 'CannotLook';
}

type Use<T> = (site: ExerciseSite) => Promise<T>;

/** The first address of the site, over plain HTTP. */
const withSiteAt = async <T>(
  target: Target,
  isLab: boolean,
  signal: AbortSignal,
  use: Use<T>,
): Promise<T> => {
  const gate = createGate(target, [...dns.plan(target), pagesOf(target)], signal);
  try {
    const seen: DnsSeen | Unobserved = await dns.look(target, {}, worldOf(gate, userAgent));
    const [address] = addressesFor(target, isUnobserved(seen) ? undefined : seen, target.site.ascii, 1);
    if (address === undefined)
      throw new CannotLook(
        `DNS gives no address for ${target.site.shown}, so no page can be asked for. To see why: infra-tutor check ${target.site.ascii}`,
      );
    const origin = `http://${shownEndpoint({ address: target.site.ascii, port: target.ports.http })}`;
    return await use({
      shown: target.site.shown,
      host: target.site.ascii,
      isLab,
      fetchPage: (path, method) =>
        askHttp(gate, { probe: 'http', method, url: new URL(path, origin), address, userAgent }),
    });
  } finally {
    gate.close();
  }
};

/** The lab under the name by which a browser on this computer reaches it. */
const withLabSite = <T>({ url }: LabDescription, signal: AbortSignal, use: Use<T>): Promise<T> => {
  const { hostname, port } = new URL(url);
  return withSiteAt(targetOf(hostname, { address: '127.0.0.1', httpPort: port }, {}), true, signal, use);
};

/** Finds the site that an exercise is checked on: the learner's own, or the lab. */
export const withExerciseSite =
  (signal: AbortSignal): ExerciseWorld['withSite'] =>
  async (where, use) => {
    if ('lab' in where || meansLab({}, parseSite(where.host)))
      return withLab({ signal }, async (lab) => withLabSite(lab, signal, use));
    return withSiteAt(targetOf(where.host, {}, await workingDirectoryConfig()), false, signal, use);
  };
