import { access, rm } from 'node:fs/promises';
import { LabError } from '../../errors.ts';
import { lengthOf, readSince } from '../../log.ts';
import { makeFolder, writePrivate } from '../../place.ts';
import type { Child } from '../../tether.ts';
import { until } from '../../wait.ts';
import { endingWords, startProgram } from '../program.ts';
import type { LabSetting, PartMaker, Service } from '../service.ts';
import { clientText, configText, dbFiles } from './config.ts';
import { brands, install, provideData } from './data.ts';
import type { ServerKind } from './detect.ts';
import { accountsSql } from './sql.ts';

const writeFiles = async (setting: LabSetting): Promise<void> => {
  const { place, plan, passwords } = setting;
  const files = dbFiles(place.directory);
  await makeFolder(place, 'db');
  await makeFolder(place, 'db/tmp');
  await Promise.all([
    writePrivate(place, files.config, configText(setting)),
    writePrivate(place, files.client, clientText(setting)),
    writePrivate(place, files.accounts, accountsSql(plan.db, passwords)),
  ]);
};

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

const readyWithinMs = 20_000;

/** The first lines that are no mere notes or warnings: those after them are about what follows. One may ring a bell. */
const reasonIn = (said: string): string =>
  said
    .replaceAll('\u0007', '')
    .trimEnd()
    .split('\n')
    .filter((line) => !/\[(?:Note|Warning|System)\]/.test(line))
    .slice(0, 3)
    .join('\n');

/** Waits for the line with which the server says that it accepts visitors: its accounts are in place then. */
const awaitReady = async (child: Child, log: string, from: number): Promise<void> => {
  const isReady = async () =>
    !child.isRunning() || (await readSince(log, from)).includes('ready for connections');
  await until(isReady, { ms: readyWithinMs });
  const said = await readSince(log, from);
  if (said.includes('ready for connections') && child.isRunning()) return;
  await child.stop(0);
  if (/address already in use/i.test(said))
    throw new LabError("The port of the lab's database is taken.", 'Start the lab again.', {
      code: 'port-taken',
    });
  throw new LabError(`The database server did not start. It says:\n${reasonIn(said)}`, install);
};

const run = async (
  binary: string,
  { product, version }: ServerKind,
  setting: LabSetting,
): Promise<Service> => {
  const { config, accounts, folder, log } = dbFiles(setting.place.directory);
  const args = [
    `--defaults-file=${config}`,
    ...((await exists(accounts)) ? [`--init-file=${accounts}`] : []),
  ];
  const from = await lengthOf(log);
  const child = await startProgram(setting, binary, args, { cwd: folder, log });
  await awaitReady(child, log, from);
  await rm(accounts, { force: true });
  return {
    software: `${brands[product]}/${version}`,
    real: true,
    pid: child.pid,
    ended: child.ended.then(endingWords),
    stop: () => child.stop(),
  };
};

/** MariaDB or MySQL, whichever this program is. */
export const databaseServer = (binary: string): PartMaker => {
  let kind: ServerKind | undefined;
  let hasRun = false;
  const prepare = async (setting: LabSetting): Promise<void> => {
    await writeFiles(setting);
    kind = await provideData(binary, setting, false);
  };
  const start = async (setting: LabSetting): Promise<Service> => {
    if (!kind) throw new Error('the database server is started before its files are there');
    const isFirst = await exists(dbFiles(setting.place.directory).accounts);
    try {
      const service = await run(binary, kind, setting);
      hasRun = true;
      return service;
    } catch (error) {
      // What has served one lab is not the template's fault, and other labs are copying it.
      if (hasRun || !isFirst || (error instanceof LabError && error.code === 'port-taken')) throw error;
      kind = await provideData(binary, setting, true); // a template that no longer fits is made anew, once
      return run(binary, kind, setting);
    }
  };
  return { software: 'MariaDB or MySQL', real: true, prepare, start };
};
