import { createConnection } from 'mysql2/promise';
import type { Stack } from '../../../src/lab/stack.ts';
import { targetOf } from '../../support/lab.ts';
import { administer, database, visitor } from '../../support/servers/mariadb.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

const only = ['db'] as const;

const small = (stage: Stage): Promise<Stack> => database(stage, (db) => ({ ...db, maxConnections: 20 }));

const visitors = (stage: Stage, stack: Stack, count: number) =>
  Promise.all(Array.from({ length: count }, () => visitor(stage, stack)));

witness('db/has-room/nearly-full', async (stage) => {
  const stack = await small(stage);
  await visitors(stage, stack, 17);
  return { ...targetOf(stack), only };
});

witness('db/has-room/was-full', async (stage) => {
  const stack = await small(stage);
  const all = await visitors(stage, stack, 20);
  await Promise.all(all.slice(5).map((one) => one.end()));
  return { ...targetOf(stack), only };
});

witness('db/has-room/aborted-connects', async (stage) => {
  const stack = await database(stage);
  await administer(stack, 'SET GLOBAL max_password_errors = 1000');
  const { dbHost: host, dbLogin, ports } = stack.description;
  for (let attempt = 0; attempt < 25; attempt += 1)
    await createConnection({ host, port: ports.db, user: dbLogin.user, password: 'old' }).catch(() => {});
  return { ...targetOf(stack), only };
});
