import { editFile } from './edit.ts';
import { familyOf } from './family.ts';
import type { FileEdit } from './plan.ts';
import { freePort } from './ports.ts';
import type { LabSetting, PartMaker, Service } from './services/service.ts';
import { until } from './wait.ts';

/** What a replacement needs to know of the lab. */
export interface Replacing {
  readonly setting: LabSetting;
  readonly app: PartMaker;
  readonly web: Service;
}

const undone = ({ file, from, to }: FileEdit): FileEdit => ({ file, from: to, to: from });

const longestGoodbyeMs = 5000;

/** Workers that have read the files before finish what they have begun, and some of that is for the old program. */
const goodbyeOf = async ({ pid }: Service, workers: readonly number[]): Promise<void> => {
  if (pid === undefined) return;
  const isGone = async () => {
    const family = await familyOf(pid);
    return !workers.some((worker) => family.includes(worker));
  };
  await until(isGone, { ms: longestGoodbyeMs, every: 10 });
};

/**
 * Starts a second instance of the program on a port of its own and leads the web server to it. Nobody needs the first
 * one any more when this resolves; when it rejects, everything is as before.
 * @returns the second instance, and the setting in which it runs
 */
export const replaceApp = async ({
  setting,
  app,
  web,
}: Replacing): Promise<{ readonly setting: LabSetting; readonly service: Service }> => {
  const { ports } = setting;
  const port = await freePort(['127.0.0.1']);
  const own: FileEdit = { file: 'app/settings.json', from: `"port": ${ports.app},`, to: `"port": ${port},` };
  const way: FileEdit = {
    file: 'web/site.conf',
    from: `http://127.0.0.1:${ports.app};`,
    to: `http://127.0.0.1:${port};`,
  };
  const next: LabSetting = { ...setting, ports: { ...ports, app: port } };
  const done: FileEdit[] = [];
  const edit = async (one: FileEdit): Promise<void> => {
    await editFile(setting, one);
    done.push(undone(one));
  };
  let service: Service | undefined;
  try {
    await edit(own);
    service = await app.start(next);
    await edit(way);
    const workers = web.pid === undefined ? [] : (await familyOf(web.pid)).slice(1);
    await web.reload?.();
    await goodbyeOf(web, workers);
    return { setting: next, service };
  } catch (error) {
    for (const one of done.toReversed()) await editFile(setting, one);
    await service?.stop();
    throw error;
  }
};
