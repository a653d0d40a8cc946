import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isReadable } from '../../account.ts';
import { LabError } from '../../errors.ts';
import { familyOf } from '../../family.ts';
import { lastLines, lengthOf, readSince } from '../../log.ts';
import { makeFolder, writePrivate } from '../../place.ts';
import type { Child, Running } from '../../tether.ts';
import { until } from '../../wait.ts';
import { endingWords, startProgram } from '../program.ts';
import type { LabSetting, Service } from '../service.ts';
import type { Runtime } from './runtime.ts';
import { settingsText } from './settings.ts';
// oxlint-disable-next-line import/default -- with ?raw, Vite gives the text of the file
import source from './pages.py?raw';

const program = 'pages.py';
const config = 'gunicorn.conf.py';

const workers = 2;

/** A worker that has loaded the program says so: the port is open before. */
const ready = 'the program is loaded';

const configText = ({
  ports,
  place,
}: LabSetting): string => `# Gunicorn, which runs pages.py for www.foobar.com.
# After a change to this file, to pages.py or to settings.json:  kill -HUP $(cat gunicorn.pid)

bind = "127.0.0.1:${ports.app}"
workers = ${workers}
timeout = 30
graceful_timeout = 10
pidfile = "gunicorn.pid"
worker_tmp_dir = "${place.directory}/app"
accesslog = "access.log"


def post_worker_init(worker):
    worker.log.info("${ready}")
`;

const prepare = async (setting: LabSetting): Promise<void> => {
  const folder = await makeFolder(setting.place, 'app');
  await Promise.all([
    writePrivate(setting.place, `${folder}/${program}`, source),
    writePrivate(setting.place, `${folder}/${config}`, configText(setting)),
    writePrivate(setting.place, `${folder}/settings.json`, settingsText(setting)),
  ]);
};

interface Python {
  readonly command: string;
  /** Of Gunicorn. */
  readonly version: string;
}

const askedWithinMs = 10_000;

/** Debian's own Python first: another one on PATH may know nothing of Debian's packages, or lie in somebody's home. */
const findPython = async (): Promise<Python> => {
  for (const command of ['/usr/bin/python3', 'python3']) {
    const script = 'import pymysql, gunicorn; print(gunicorn.__version__)';
    const asked = promisify(execFile)(command, ['-c', script], { timeout: askedWithinMs });
    const version = await asked.then(
      ({ stdout }) => stdout.trim(),
      () => undefined,
    );
    if (version !== undefined) return { command, version };
  }
  throw new LabError(
    'Python 3 with Gunicorn and PyMySQL is not installed, and this lab wants to run its program with them.',
    'Install them: sudo apt-get install gunicorn python3-pymysql',
  );
};

const args = ['-m', 'gunicorn', '--config', config, 'pages:application'];

const readyWithinMs = 20_000;

/** Lines: Python says last what is wrong, and before it where. */
const wordsOfPython = 15;

const timesReady = async (log: string, from: number): Promise<number> =>
  (await readSince(log, from)).split(ready).length - 1;

const awaitReady = async (child: Child, log: string, from: number): Promise<void> => {
  const isReady = async () => (await timesReady(log, from)) >= workers;
  await until(async () => !child.isRunning() || (await isReady()), { ms: readyWithinMs });
  if (child.isRunning() && (await isReady())) return;
  const said = await readSince(log, from);
  await child.stop(0);
  throw new LabError(
    `Gunicorn did not start the site's program. Its last words:\n${await lastLines(log, from, wordsOfPython)}`,
    "Look at its files in the lab's directory, app/.",
    said.includes('already in use') ? { code: 'port-taken' } : {},
  );
};

/** Loaded on trial first: a Gunicorn that is told to reload a program that cannot be loaded gives up altogether. */
const reload = async (setting: LabSetting, command: string, running: Running, child: Child) => {
  const log = `${running.cwd}/test.log`;
  const [testFrom, from] = await Promise.all([lengthOf(log), lengthOf(running.log)]);
  const test = await startProgram(setting, command, [...args, '--check-config'], { ...running, log });
  if ((await test.ended).code !== 0)
    throw new LabError(
      `Gunicorn does not take the new files, and goes on with the old ones. Its own words:\n${await lastLines(log, testFrom, wordsOfPython)}`,
      "Correct the files in the lab's directory, app/.",
    );
  const before = new Set((await familyOf(child.pid)).slice(1));
  process.kill(child.pid, 'SIGHUP');
  await awaitReady(child, running.log, from);
  await until(async () => !(await familyOf(child.pid)).some((pid) => before.has(pid)), {
    ms: readyWithinMs,
  });
};

const start = async (setting: LabSetting): Promise<Service> => {
  const { command, version } = await findPython();
  const folder = `${setting.place.directory}/app`;
  const log = `${folder}/error.log`;
  const running: Running = {
    cwd: folder,
    log,
    env: { PATH: process.env['PATH'], PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1' },
    // A Python of root's own stays with root: nobody else could read it.
    ...(command.startsWith('/') && (await isReadable(command)) ? {} : { account: undefined }),
  };
  const from = await lengthOf(log);
  const child = await startProgram(setting, command, args, running);
  await awaitReady(child, log, from);
  return {
    software: `gunicorn/${version}`,
    real: true,
    pid: child.pid,
    ended: child.ended.then(endingWords),
    stop: () => child.stop(),
    reload: () => reload(setting, command, running, child),
  };
};

/** The same pages from a Python program, run by Gunicorn. */
export const gunicorn: Runtime = {
  software: 'gunicorn',
  files: [program, config, 'gunicorn.pid', 'test.log'],
  require: findPython,
  prepare,
  start,
};
