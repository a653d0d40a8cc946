import { createConnection } from 'mysql2/promise';
import { expect, test } from 'vitest';
import type { Stack } from '../../../src/lab/stack.ts';
import type { DbLogin, Target } from '../../../src/model/target.ts';
import { look } from '../../support/inspect.ts';
import { insideOf, targetOf } from '../../support/lab.ts';
import { administer, database, visitor } from '../../support/servers/mariadb.ts';
import { staged, type Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

const only = ['db'] as const;

const loginBy =
  (aim: (stack: Stack) => Target) =>
  async (stage: Stage, login: Partial<DbLogin>, ...statements: readonly string[]) => {
    const stack = await database(stage);
    await administer(stack, ...statements);
    return { ...aim(stack), only, dbLogin: { ...stack.description.dbLogin, ...login } };
  };

const loginAs = loginBy(targetOf);

/** Looked at from both sides, so that the database tells its accounts. */
const seenInside = loginBy(insideOf);

/** The lab's own user, to whose account this was done. */
const after = (stage: Stage, ...statements: readonly string[]) => loginAs(stage, {}, ...statements);

const visitorIs = (what: string): string => `ALTER USER 'visitor'@'127.0.0.1' ${what}`;

witness('db/login/access-denied', (stage) => loginAs(stage, { password: 'not-the-password' }));

witness('db/login/account-missing', (stage) => seenInside(stage, { user: 'visiter' }));

witness('db/login/other-host', (stage) =>
  seenInside(stage, {}, "RENAME USER 'visitor'@'127.0.0.1' TO 'visitor'@'10.0.0.5'"),
);

witness('db/login/wrong-password', (stage) => seenInside(stage, { password: 'not-the-password' }));

witness('db/login/account-needs-tls', (stage) => seenInside(stage, {}, visitorIs('REQUIRE SSL')));

/** What is said of the login, and nothing else. */
const said = async (target: Target) => {
  const { report } = await look(target);
  return report.findings.find(({ id }) => id === 'db/login');
};

test.concurrent(
  'a password is not called wrong at the port where nobody may come without TLS, and is at the socket',
  staged(async (stage) => {
    const stack = await database(stage);
    await administer(stack, 'SET GLOBAL require_secure_transport = ON');
    const { dbLogin, dbSocket = '' } = stack.description;
    const target = { ...insideOf(stack), only, dbLogin };
    expect(await said(target)).toMatchObject({ cause: 'access-denied' });
    const wrong = { ...target, dbSocket, dbLogin: { ...dbLogin, password: 'not-the-password' } };
    expect(await said(wrong)).toMatchObject({ cause: 'wrong-password' });
    expect((await said({ ...wrong, dbLogin }))?.cause).toBeUndefined();
  }),
);

witness('db/login/no-password', (stage) => loginAs(stage, { password: '' }));

witness('db/login/socket-account', (stage) =>
  loginAs(stage, { user: 'ubuntu' }, "CREATE USER 'ubuntu'@'127.0.0.1' IDENTIFIED VIA unix_socket"),
);

witness('db/login/other-system-user', async (stage) => {
  const stack = await database(stage);
  await administer(stack, "CREATE USER 'ubuntu'@'localhost' IDENTIFIED VIA unix_socket");
  return {
    ...targetOf(stack),
    only,
    dbSocket: stack.description.dbSocket ?? '',
    dbLogin: { user: 'ubuntu' },
  };
});

witness('db/login/account-locked', (stage) => after(stage, visitorIs('ACCOUNT LOCK')));

witness('db/login/blocked-after-errors', async (stage) => {
  const stack = await database(stage);
  await administer(stack, 'SET GLOBAL max_password_errors = 1');
  const { dbHost: host, dbLogin, ports } = stack.description;
  await createConnection({ host, port: ports.db, user: dbLogin.user, password: 'old' }).catch(() => {});
  return { ...targetOf(stack), only };
});

// MariaDB lets such a user in, and says it to the first statement.
witness('db/login/password-expired', (stage) => after(stage, visitorIs('PASSWORD EXPIRE')));

witness('db/login/user-limit', async (stage) => {
  const stack = await database(stage);
  await administer(stack, visitorIs('WITH MAX_USER_CONNECTIONS 1'));
  await visitor(stage, stack);
  return { ...targetOf(stack), only };
});

// As an account of MySQL's looks like after its tables were taken over.
witness('db/login/plugin-not-loaded', (stage) =>
  after(
    stage,
    "UPDATE mysql.global_priv SET Priv = JSON_SET(Priv, '$.plugin', 'caching_sha2_password') WHERE User = 'visitor'",
    'FLUSH PRIVILEGES',
  ),
);

const oldAccount = "CREATE USER 'old'@'127.0.0.1' IDENTIFIED VIA mysql_old_password USING '6f8c114b58f2ce9e'";

witness('db/login/old-password', (stage) => loginAs(stage, { user: 'old' }, oldAccount));

test.concurrent(
  'an account of before 2004 is known also where the server still speaks its language',
  staged(async (stage) => {
    const target = await loginAs(stage, { user: 'old' }, 'SET GLOBAL secure_auth = OFF', oldAccount);
    const login = await said(target);
    expect(login).toMatchObject({ cause: 'old-password' });
    expect(login?.because).toMatch(/asks old for mysql_old_password$/);
  }),
);

witness('db/login/init-connect-failed', (stage) =>
  after(stage, "SET GLOBAL init_connect = 'SELECT * FROM nowhere.nothing'"),
);

witness(
  'db/login/without-password',
  (stage) => loginAs(stage, { user: 'anyone', password: '', schema: '' }, "CREATE USER 'anyone'@'127.0.0.1'"),
  { also: ['db/least-privilege/no-rights'] },
);

witness('db/login/as-root', (stage) =>
  loginAs(
    stage,
    { user: 'root', password: 'horse' },
    "CREATE USER 'root'@'127.0.0.1' IDENTIFIED BY 'horse'",
    "GRANT ALL ON *.* TO 'root'@'127.0.0.1'",
  ),
);

witness('db/login/schema-denied', (stage) => loginAs(stage, { schema: 'mysql' }));

// Whoever has no right to know gets "denied" instead.
witness('db/login/unknown-schema', (stage) =>
  loginAs(stage, { schema: 'not_there' }, "GRANT SELECT ON *.* TO 'visitor'@'127.0.0.1'"),
);
