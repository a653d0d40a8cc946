import { issue } from './authority.ts';
import { editFile } from './edit.ts';
import { codeOf } from './errors.ts';
import { familyOf } from './family.ts';
import type { LabEvent } from './plan.ts';
import { writePrivate } from './place.ts';
import type { LabSetting, Service } from './services/service.ts';
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

/** Lets one event of the plan happen to a part, running or not. */
export const happen = async (
  setting: LabSetting,
  event: LabEvent,
  service: Service | undefined,
): Promise<void> => {
  if (event.do === 'freeze') return freeze(service);
  if (event.do === 'edit') return editFile(setting, event.edit);
  const { place, certificates } = setting;
  const files = webFiles(place.directory);
  const { site, chain } = issue(event.tls, certificates.authority);
  await writePrivate(place, files.key, site.privateKey);
  await writePrivate(place, files.certificate, chain);
};
