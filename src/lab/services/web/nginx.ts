import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { LabError } from '../../errors.ts';
import { lastLines, lengthOf, readSince } from '../../log.ts';
import { makeFolder, writePrivate } from '../../place.ts';
import type { Child } from '../../tether.ts';
import { until } from '../../wait.ts';
import { familyOf } from '../../family.ts';
import { endingWords, startProgram } from '../program.ts';
import type { LabSetting, PartMaker, Service } from '../service.ts';
import { writeWebFiles } from './files.ts';
import { nginxConf, siteConf } from './nginx-config.ts';

const prepare = async (setting: LabSetting): Promise<void> => {
  const { folder } = await writeWebFiles(setting);
  await Promise.all([
    makeFolder(setting.place, 'web/tmp'),
    writePrivate(setting.place, `${folder}/nginx.conf`, nginxConf(setting)),
    writePrivate(setting.place, `${folder}/site.conf`, siteConf(setting)),
  ]);
};

/** It prints `nginx version: nginx/1.22.1` on standard error. */
const versionOf = async (binary: string): Promise<string> => {
  const { stderr } = await promisify(execFile)(binary, ['-v'], { timeout: 5000 }).catch(() => ({
    stderr: '',
  }));
  return /nginx\/([\d.]+)/.exec(stderr)?.[1] ?? '0';
};

/** `-e` came with 1.19.5; without it an older nginx complains about /var/log/nginx, and goes on. */
const knowsErrorLogOption = (version: string): boolean => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major * 1e6 + minor * 1e3 + patch >= 1_019_005;
};

const readyWithinMs = 10_000;

const refused = async (log: string, from: number): Promise<LabError> => {
  const said = await readSince(log, from);
  return /Address already in use/.test(said)
    ? new LabError("A port of the lab's web server is taken.", 'Start the lab again.', { code: 'port-taken' })
    : new LabError(
        `nginx did not start. Its own words:\n${await lastLines(log, from)}`,
        "Correct web/nginx.conf and web/site.conf in the lab's directory.",
      );
};

/** nginx writes its number down once its ports are open. A port that answers could be somebody else's. */
const awaitReady = async (child: Child, folder: string, log: string, from: number): Promise<void> => {
  const hasPorts = async () =>
    (await readFile(`${folder}/nginx.pid`, 'utf8').catch(() => '')).trim() === String(child.pid);
  const isUp = await until(async () => !child.isRunning() || (await hasPorts()), { ms: readyWithinMs });
  if (isUp && child.isRunning()) return;
  await child.stop(0);
  throw await refused(log, from);
};

const notContent = async (log: string, from: number): Promise<LabError> =>
  new LabError(
    `nginx does not take the new files, and goes on with the old ones. Its own words:\n${await lastLines(log, from)}`,
    "Correct web/nginx.conf and web/site.conf in the lab's directory.",
  );

/** Workers of before take connections until they are told; one that still answers somebody stays for longer. */
const goneWithinMs = 500;

/** nginx(8), "reload": the files are tested, then workers that have read them take the place of those that are there. */
const reload = async (setting: LabSetting, binary: string, args: readonly string[], { pid }: Child) => {
  const folder = `${setting.place.directory}/web`;
  const log = `${folder}/logs/test.log`;
  const from = await lengthOf(log);
  const test = await startProgram(setting, binary, [...args, '-t'], { cwd: folder, log });
  if ((await test.ended).code !== 0) throw await notContent(log, from);
  const before = new Set(await familyOf(pid));
  process.kill(pid, 'SIGHUP');
  await until(async () => (await familyOf(pid)).some((one) => !before.has(one)), { ms: readyWithinMs });
  before.delete(pid);
  await until(async () => !(await familyOf(pid)).some((one) => before.has(one)), { ms: goneWithinMs });
};

const run = async (binary: string, setting: LabSetting): Promise<Service> => {
  const folder = `${setting.place.directory}/web`;
  const log = `${folder}/logs/error.log`;
  const version = await versionOf(binary);
  const from = await lengthOf(log);
  const args = [
    '-p',
    folder,
    '-c',
    `${folder}/nginx.conf`,
    ...(knowsErrorLogOption(version) ? ['-e', log] : []),
  ];
  const child = await startProgram(setting, binary, args, { cwd: folder, log: `${folder}/logs/start.log` });
  await awaitReady(child, folder, log, from);
  return {
    software: `nginx/${version}`,
    real: true,
    pid: child.pid,
    ended: child.ended.then(endingWords),
    stop: () => child.stop(),
    reload: () => reload(setting, binary, args, child),
  };
};

/** The nginx that is installed. */
export const nginx = (binary: string): PartMaker => ({
  software: 'nginx',
  real: true,
  prepare,
  start: (setting) => run(binary, setting),
});
