import type { DbLogin } from '../../../src/model/target.ts';
import { targetOf } from '../../support/lab.ts';
import { administer, database } from '../../support/servers/mariadb.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

const loginAs = async (stage: Stage, login: Partial<DbLogin>, ...statements: readonly string[]) => {
  const stack = await database(stage);
  await administer(stack, ...statements);
  return {
    ...targetOf(stack),
    only: ['db'] as const,
    dbLogin: { ...stack.description.dbLogin, ...login },
  };
};

witness('db/login/access-denied', (stage) => loginAs(stage, { password: 'not-the-password' }));

witness('db/login/schema-denied', (stage) => loginAs(stage, { schema: 'mysql' }));

// Whoever has no right to know gets "denied" instead.
witness('db/login/unknown-schema', (stage) =>
  loginAs(stage, { schema: 'not_there' }, "GRANT SELECT ON *.* TO 'visitor'@'127.0.0.1'"),
);
