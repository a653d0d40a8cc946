import { once } from 'node:events';
import { get } from 'node:http';
import { issue } from './authority.ts';
import { editFile } from './edit.ts';
import { codeOf } from './errors.ts';
import { familyOf } from './family.ts';
import type { LabEvent } from './plan.ts';
import { writePrivate } from './place.ts';
import type { LabSetting, Service } from './services/service.ts';
import { letGuestsIn } from './services/db/guests.ts';
import { webFiles } from './services/web/files.ts';

/** Its whole family: a halted child of a parent that goes on would be missed, and another one started. */
const freeze = async (service: Service | undefined): Promise<void> => {
  if (service?.pid === undefined) return;
  for (const pid of await familyOf(service.pid))
    try {
      process.kill(pid, 'SIGSTOP');
    } catch (error) {
      if (codeOf(error) !== 'ESRCH') throw error; // it has just ended by itself
    }
};

const visitWithinMs = 5000;

/** By the name that is served without a certificate; whatever comes back is nobody's matter here. */
const visit = async ({ ports, signal }: LabSetting, path: string): Promise<void> => {
  const request = get({
    host: '127.0.0.1',
    port: ports.http,
    path,
    headers: { host: `www.foobar.localhost:${ports.http}` },
    agent: false,
    signal: AbortSignal.any([signal, AbortSignal.timeout(visitWithinMs)]),
  });
  request.once('response', (response) => response.resume());
  await once(request, 'close').catch(() => undefined);
};

/** Lets one event of the plan happen to a part, running or not. */
export const happen = async (
  setting: LabSetting,
  event: LabEvent,
  service: Service | undefined,
): Promise<void> => {
  if (event.do === 'freeze') return freeze(service);
  if (event.do === 'visit') {
    await Promise.all(Array.from({ length: event.times }, () => visit(setting, event.path)));
    return;
  }
  if (event.do === 'stay-connected') return service ? letGuestsIn(setting, event) : undefined;
  if (event.do === 'edit') return editFile(setting, event.edit);
  const { place, certificates } = setting;
  const files = webFiles(place.directory);
  const { site, chain } = issue(event.tls, certificates.authority);
  await writePrivate(place, files.key, site.privateKey);
  await writePrivate(place, files.certificate, chain);
};
