import { execFile } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { findVersioned } from '../../binary.ts';
import { LabError } from '../../errors.ts';
import { lastLines, lengthOf, readSince } from '../../log.ts';
import { handOver, makeFolder, writePrivate } from '../../place.ts';
import type { Child, Running } from '../../tether.ts';
import { until } from '../../wait.ts';
import { endingWords, startProgram } from '../program.ts';
import type { LabSetting, Service } from '../service.ts';
import { fpmFiles, fpmText } from './php-fpm-config.ts';
import type { Runtime } from './runtime.ts';
import { settingsText } from './settings.ts';
// oxlint-disable-next-line import/default -- with ?raw, Vite gives the text of the file
import source from './index.php?raw';

const prepare = async (setting: LabSetting): Promise<void> => {
  const { place } = setting;
  const { folder, config, script } = fpmFiles(place.directory);
  await makeFolder(place, 'app');
  await makeFolder(place, 'app/public');
  await Promise.all([
    writePrivate(place, script, source),
    writePrivate(place, config, fpmText(setting)),
    writePrivate(place, `${folder}/settings.json`, settingsText(setting)),
  ]);
};

interface Fpm {
  readonly binary: string;
  readonly version: string;
}

const askedWithinMs = 10_000;

const ask = async (binary: string, option: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(binary, [option], { timeout: askedWithinMs }).catch(() => ({
    stdout: '',
  }));
  return stdout;
};

const findFpm = async (): Promise<Fpm> => {
  const binary = await findVersioned('php-fpm');
  if (binary === undefined)
    throw new LabError(
      'PHP-FPM is not installed, and this lab wants to run its program with it.',
      'Install it: sudo apt-get install php-fpm php-mysql',
    );
  const [version, modules] = await Promise.all([ask(binary, '-v'), ask(binary, '-m')]);
  if (!modules.split('\n').includes('mysqli'))
    throw new LabError(
      'PHP-FPM is installed, but not its way to MySQL (mysqli).',
      'Install it: sudo apt-get install php-mysql',
    );
  return { binary, version: /^PHP ([\d.]+)/.exec(version)?.[1] ?? '0' };
};

const readyWithinMs = 10_000;

/** What it writes into its log once its socket is open, and again after each reload. */
const ready = 'ready to handle connections';

const awaitReady = async (child: Child, log: string, from: number): Promise<void> => {
  const isReady = async () => (await readSince(log, from)).includes(ready);
  await until(async () => !child.isRunning() || (await isReady()), { ms: readyWithinMs });
  if (child.isRunning() && (await isReady())) return;
  await child.stop(0);
  throw new LabError(
    `PHP-FPM did not start. Its last words:\n${await lastLines(log, from)}`,
    "Look at its files in the lab's directory, app/.",
  );
};

/** php-fpm(8), SIGUSR2: once its workers have finished it takes its own place, and its socket stays open meanwhile. */
const reload = async (setting: LabSetting, binary: string, running: Running, child: Child) => {
  const { config, folder } = fpmFiles(setting.place.directory);
  const log = `${folder}/test.log`;
  const [testFrom, from] = await Promise.all([lengthOf(log), lengthOf(running.log)]);
  const test = await startProgram(setting, binary, ['--fpm-config', config, '--test'], { ...running, log });
  if ((await test.ended).code !== 0)
    throw new LabError(
      `PHP-FPM does not take the new files, and goes on with the old ones. Its own words:\n${await lastLines(log, testFrom)}`,
      "Correct app/php-fpm.conf in the lab's directory.",
    );
  process.kill(child.pid, 'SIGUSR2');
  await awaitReady(child, running.log, from);
};

const start = async (setting: LabSetting): Promise<Service> => {
  const { binary, version } = await findFpm();
  const { folder, config, log } = fpmFiles(setting.place.directory);
  const running: Running = { cwd: folder, log };
  // It opens its log by itself, and the program before it may have left one that only we can write to.
  await appendFile(log, '', { mode: 0o600 });
  await handOver(setting.place, [log]);
  const from = await lengthOf(log);
  const child = await startProgram(setting, binary, ['--nodaemonize', '--fpm-config', config], running);
  await awaitReady(child, log, from);
  return {
    software: `php-fpm/${version}`,
    real: true,
    pid: child.pid,
    ended: child.ended.then(endingWords),
    stop: () => child.stop(),
    reload: () => reload(setting, binary, running, child),
  };
};

/** The same pages from a PHP program, run by PHP-FPM. */
export const phpFpm: Runtime = {
  software: 'php-fpm',
  files: ['public', 'php-fpm.conf', 'php-fpm.pid', 'php-fpm.sock', 'test.log'],
  require: findFpm,
  prepare,
  start,
};
