import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isReadable } from '../../account.ts';
import { LabError } from '../../errors.ts';
import { lengthOf, readSince } from '../../log.ts';
import { makeFolder, writePrivate } from '../../place.ts';
import type { Child } from '../../tether.ts';
import { until } from '../../wait.ts';
import { endingWords, startProgram } from '../program.ts';
import type { LabSetting, Service } from '../service.ts';
import type { Runtime } from './runtime.ts';
import { settingsText } from './settings.ts';
// oxlint-disable-next-line import/default -- with ?raw, Vite gives the text of the file
import source from './site.js?raw';

const program = 'site.mjs';

const prepare = async (setting: LabSetting): Promise<void> => {
  const { place } = setting;
  const folder = await makeFolder(place, 'app');
  await Promise.all([
    writePrivate(place, `${folder}/${program}`, source),
    writePrivate(place, `${folder}/settings.json`, settingsText(setting, { port: setting.ports.app })),
  ]);
};

/** The program's one dependency is ours, so it is found from here. */
const driver = createRequire(import.meta.url).resolve('mysql2/promise');

const readyWithinMs = 10_000;

/** Without the list of calls, which is longer than what it is about. */
const lastWords = (said: string): string =>
  said
    .split('\n')
    .filter((line) => !/^\s*$|^\s+at |^Node\.js v/.test(line))
    .slice(-4)
    .join('\n');

/** The program says so itself: a port that answers could be somebody else's. */
const awaitReady = async (child: Child, log: string, from: number): Promise<void> => {
  await until(async () => !child.isRunning() || (await readSince(log, from)).includes('listening on'), {
    ms: readyWithinMs,
  });
  const said = await readSince(log, from);
  if (said.includes('listening on') && child.isRunning()) return;
  await child.stop(0);
  throw new LabError(
    `The site's program did not start. Its last words:\n${lastWords(said)}`,
    "Look at its files in the lab's directory, app/.",
    said.includes('EADDRINUSE') ? { code: 'port-taken' } : {},
  );
};

const start = async (setting: LabSetting): Promise<Service> => {
  const folder = `${setting.place.directory}/app`;
  const log = `${folder}/error.log`;
  const from = await lengthOf(log);
  // Node or its packages may lie where only root gets to (its nvm): then the program stays with root.
  const mayRead = (await isReadable(process.execPath)) && (await isReadable(driver));
  const child = await startProgram(setting, process.execPath, [`${folder}/${program}`], {
    cwd: folder,
    log,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', MYSQL_DRIVER: pathToFileURL(driver).href },
    ...(mayRead ? {} : { account: undefined }),
  });
  await awaitReady(child, log, from);
  return {
    software: `node/${process.versions.node}`,
    real: true,
    pid: child.pid,
    ended: child.ended.then(endingWords),
    stop: () => child.stop(),
  };
};

/** A small real program on Node that reads and writes the database. */
export const nodeApp: Runtime = { software: 'node', files: [program], prepare, start };
