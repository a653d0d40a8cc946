import type { DbLogin } from '../../../src/model/target.ts';
import { targetOf } from '../../support/lab.ts';
import { administer, database } from '../../support/servers/mariadb.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

/** A login with an account that was made like this. */
const loginAs = async (stage: Stage, login: Partial<DbLogin>, ...statements: readonly string[]) => {
  const stack = await database(stage);
  await administer(stack, ...statements);
  return {
    ...targetOf(stack),
    only: ['db'] as const,
    dbLogin: { ...stack.description.dbLogin, ...login },
  };
};

/** The lab's own user, to whom this right was given. */
const visitorMay = (stage: Stage, right: string) =>
  loginAs(stage, {}, `GRANT ${right} TO 'visitor'@'127.0.0.1'`);

witness('db/least-privilege/anonymous', (stage) =>
  loginAs(
    stage,
    { user: 'nobody-made-me', password: 'horse', schema: '' },
    "CREATE USER ''@'127.0.0.1' IDENTIFIED BY 'horse'",
  ),
);

witness('db/least-privilege/everything', (stage) =>
  loginAs(stage, {}, "GRANT ALL ON *.* TO 'visitor'@'127.0.0.1' WITH GRANT OPTION"),
);

witness('db/least-privilege/administers', (stage) => visitorMay(stage, 'SUPER, FILE ON *.*'));

witness('db/least-privilege/reads-files', (stage) => visitorMay(stage, 'FILE ON *.*'));

witness('db/least-privilege/every-schema', (stage) => visitorMay(stage, 'SELECT, INSERT ON *.*'));

witness('db/least-privilege/may-grant', (stage) =>
  loginAs(stage, {}, "GRANT SELECT ON foobar.* TO 'visitor'@'127.0.0.1' WITH GRANT OPTION"),
);

witness('db/least-privilege/from-anywhere', (stage) =>
  loginAs(
    stage,
    { user: 'traveller', password: 'horse' },
    "CREATE USER 'traveller'@'%' IDENTIFIED BY 'horse'",
    "GRANT SELECT ON foobar.* TO 'traveller'@'%'",
  ),
);

witness('db/least-privilege/no-rights', (stage) =>
  loginAs(
    stage,
    { user: 'guest', password: 'horse', schema: '' },
    "CREATE USER 'guest'@'127.0.0.1' IDENTIFIED BY 'horse'",
  ),
);
