import { mkdir, rm } from 'node:fs/promises';
import { LabError } from '../../errors.ts';
import { lastLines, lengthOf } from '../../log.ts';
import { handOver, writePrivate } from '../../place.ts';
import { startProgram } from '../program.ts';
import type { LabSetting } from '../service.ts';
import { dbFiles, fast } from './config.ts';
import type { ServerKind } from './detect.ts';
import { buildOf, identify } from './detect.ts';
import { mariadbSystemSql, schemaSql } from './sql.ts';
import { discard, findTemplate, keep, templatePath, unpack } from './template.ts';

export const brands = { mariadb: 'MariaDB', mysql: 'MySQL' } as const;

export const install =
  'Install one that the lab knows (sudo apt-get install mariadb-server), or leave out --require-real.';

const asOptions = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => `--${line.replaceAll('_', '-').replace(' = ', '=')}`);

/** The program and how to feed it, so that it fills an empty data directory and ends. */
const maker = async ({ product }: ServerKind, setting: LabSetting) => {
  const { data, temporary, folder } = dbFiles(setting.place.directory);
  const schema = schemaSql(setting.plan.db);
  const common = ['--no-defaults', `--datadir=${data}`, `--tmpdir=${temporary}`, ...asOptions(fast)];
  const script = `${folder}/tables.sql`;
  if (product === 'mysql') {
    // Manual: "Initializing the Data Directory". It makes the system tables itself.
    await writePrivate(setting.place, script, schema);
    return { args: [...common, '--initialize-insecure', `--init-file=${script}`], script, input: undefined };
  }
  const system = await mariadbSystemSql();
  if (system === undefined)
    throw new LabError(
      'MariaDB is installed, but not the files with its system tables (mysql_system_tables.sql).',
      install,
    );
  await writePrivate(setting.place, script, system + schema);
  await mkdir(`${data}/mysql`, { recursive: true });
  await handOver(setting.place, [data, `${data}/mysql`]);
  return { args: [...common, '--bootstrap', '--default-storage-engine=Aria'], script, input: script };
};

const makeData = async (binary: string, kind: ServerKind, setting: LabSetting): Promise<void> => {
  const { folder } = dbFiles(setting.place.directory);
  const { args, script, input } = await maker(kind, setting);
  const log = `${folder}/making.log`;
  const from = await lengthOf(log);
  const child = await startProgram(setting, binary, args, { cwd: folder, log, input });
  const { code } = await child.ended;
  if (code !== 0)
    throw new LabError(
      `${brands[kind.product]} could not make its tables. Its last words:\n${await lastLines(log, from)}`,
      install,
    );
  await rm(script);
};

/**
 * Puts a data directory into this lab: copied from a template, or made and kept as one.
 * @param fresh not from the template that is there
 */
export const provideData = async (
  binary: string,
  setting: LabSetting,
  fresh: boolean,
): Promise<ServerKind> => {
  const { data } = dbFiles(setting.place.directory);
  await rm(data, { recursive: true, force: true });
  const directory = await templatePath(await buildOf(binary), schemaSql(setting.plan.db));
  if (fresh) await discard(directory);
  const template = await findTemplate(directory);
  if (template) {
    await unpack(template, setting.place, data);
    return template.server;
  }
  const server = await identify(binary);
  if (!server) throw new LabError(`${binary} does not say which database server it is.`, install);
  await makeData(binary, server, setting);
  await keep(data, { directory, server });
  return server;
};
