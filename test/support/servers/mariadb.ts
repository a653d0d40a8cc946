import { readFile } from 'node:fs/promises';
import { createConnection, type Connection } from 'mysql2/promise';
import { isRoot } from '../../../src/lab/account.ts';
import type { LabPlan } from '../../../src/lab/plan.ts';
import type { Stack } from '../../../src/lab/stack.ts';
import { lab } from '../lab.ts';
import type { Stage } from '../stage.ts';
import type { Namespace } from './namespace.ts';
import { program } from './program.ts';
import { folder, readyWhen, start } from './run.ts';

/** The lab's database server alone. */
export const database = (
  stage: Stage,
  change: (plan: LabPlan['db']) => LabPlan['db'] = (db) => db,
): Promise<Stack> => lab(stage, (plan) => ({ ...plan, db: change(plan.db), stopped: ['web', 'app'] }));

/** Only through the server's own socket, so that no connection over TCP gets past its first packet. */
export const onlyBySocket = (plan: LabPlan['db']): LabPlan['db'] => ({
  ...plan,
  users: plan.users.map((user) => ({ ...user, hosts: ['localhost'] })),
});

/** From everywhere. */
const forEverybody = (plan: LabPlan['db']): LabPlan['db'] => ({
  ...plan,
  users: plan.users.map((user) => ({ ...user, hosts: ['%'] })),
});

/** A visitor who stays until the test ends. */
export const visitor = async (stage: Stage, { description }: Stack): Promise<Connection> => {
  const { dbHost: host, dbLogin, ports } = description;
  const { user, password = '' } = dbLogin;
  const connection = await createConnection({ host, port: ports.db, user, password });
  stage.defer(() => connection.destroy());
  return connection;
};

/** What the lab's owner may type as the administrator. */
export const administer = async ({ description }: Stack, ...statements: readonly string[]): Promise<void> => {
  const client = await readFile(`${description.directory}/db/client.cnf`, 'utf8');
  const connection = await createConnection({
    socketPath: description.dbSocket ?? '',
    user: 'root',
    password: /^password = (.*)$/m.exec(client)?.[1] ?? '',
  });
  for (const statement of statements) await connection.query(statement);
  await connection.end();
};

/** The same server, open to everybody, at an address of a namespace. */
export const databaseIn = async (
  stage: Stage,
  space: Namespace,
  address: string,
  options: readonly string[] = [],
): Promise<void> => {
  const command = await program('mariadbd');
  const stack = await database(stage, forEverybody);
  await stack.stopPart('db');
  const args = [
    `--defaults-file=${stack.description.directory}/db/my.cnf`,
    `--bind-address=${address}`,
    '--port=3306',
    // It refuses to be root by accident; in a user's namespace root is that user.
    `--user=${isRoot() ? 'nobody' : 'root'}`,
    ...options,
  ];
  const child = start(stage, await folder(stage), [command, ...args], { enter: space.enter });
  await readyWhen(child, (said) => said.includes('ready for connections'));
};
