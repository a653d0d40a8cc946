import * as v from 'valibot';
import { fail, skipped, success, type Kind, type Outcome, type SeenDatabase } from './kind.ts';

/** The database as the user sees it that is logged in. Only what is named is looked at. */
export interface DatabaseExpectation {
  /** Begins with one of these; without it any version counts. */
  readonly version?: readonly string[];
  /** The login as this user is accepted. */
  readonly user?: string;
  /** A right that the user has, and where: `*.*` for everything, otherwise a schema or a table of it. */
  readonly grant?: { readonly may: string; readonly on: 'global' | 'any' };
  /** `schema.table` in which at least one row is. */
  readonly rows?: string;
}

const table = v.pipe(
  v.string(),
  v.regex(/^\w{1,64}\.\w{1,64}$/, 'is not a table, written like schema.table'),
);

const shape = v.pipe(
  v.strictObject({
    version: v.exactOptional(v.pipe(v.array(v.string()), v.minLength(1))),
    user: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
    grant: v.exactOptional(
      v.strictObject({
        may: v.pipe(v.string(), v.regex(/^[A-Z ]+$/)),
        on: v.picklist(['global', 'any']),
      }),
    ),
    rows: v.exactOptional(table),
  }),
  v.check((expected) => Object.keys(expected).length === 1, 'names exactly one thing'),
);

const seenShape = v.strictObject({
  state: v.optional(v.picklist(['answers', 'refused', 'silent', 'other']), 'answers'),
  flavour: v.exactOptional(v.string()),
  version: v.exactOptional(v.string()),
  account: v.exactOptional(v.string()),
  errno: v.exactOptional(v.number()),
  notSent: v.exactOptional(v.boolean()),
  grants: v.optional(
    v.array(v.strictObject({ on: v.picklist(['global', 'schema', 'object']), may: v.array(v.string()) })),
    [],
  ),
  rows: v.exactOptional(v.number()),
  tableErrno: v.exactOptional(v.number()),
});

const notThere = ({ state }: SeenDatabase): Outcome | undefined => {
  if (state === 'answers') return undefined;
  if (state === 'refused')
    return fail(
      'refused',
      'the port of the database refuses connections',
      'Nothing accepts connections at the port of the database. On the server: sudo systemctl status mysql',
    );
  if (state === 'silent')
    return fail(
      'unreachable',
      'the database gives no answer',
      'The connection is accepted, and nothing is said. A database speaks first: it hangs, or another program has the port. On the server: sudo ss -ltnp, and the error log of the database.',
    );
  return fail(
    'not-mysql',
    'no database greeted: nothing could be reached there, or what answers does not speak the protocol of MySQL, or sends the visitor away before a login',
    'See what it is: infra-tutor check NAME --only db',
  );
};

/** The password was not accepted, or there is no such user: the server does not say which (ER_ACCESS_DENIED_ERROR). */
const denied = 1045;

const notIn = (seen: SeenDatabase): Outcome | undefined => {
  if (seen.account !== undefined) return undefined;
  if (seen.notSent)
    return skipped(
      'The database asked for the password itself, and on this way it is not given. Look from the server: --inside there, or --ssh USER@HOST.',
    );
  if (seen.errno === undefined)
    return skipped(
      'Nobody is logged in: say as whom with --db-user, and look with --inside or --ssh USER@HOST.',
    );
  return seen.errno === denied
    ? fail(
        'denied',
        'the login is refused (error 1045)',
        "There is no such user for where you come from ('user'@'localhost' and 'user'@'%' are two accounts), or the password is another one. MySQL does not say which of both. SELECT user, host FROM mysql.user; shows all accounts.",
      )
    : fail(
        'refused-login',
        `the login is refused (error ${seen.errno})`,
        'See what that number means: infra-tutor check NAME --only db',
      );
};

const listed = ({ grants }: SeenDatabase): string =>
  grants.length === 0
    ? 'no rights'
    : grants.map(({ on, may }) => `${may.join(', ')} (${on === 'global' ? '*.*' : on})`).join('; ');

/** What MariaDB calls it since version 10.5.2 (MariaDB: GRANT, Global Privileges). */
const otherName: Readonly<Record<string, string>> = { 'REPLICATION CLIENT': 'BINLOG MONITOR' };

const judgeGrant = ({ may, on }: NonNullable<DatabaseExpectation['grant']>, seen: SeenDatabase): Outcome => {
  const names = [may, otherName[may] ?? may];
  const has = (wanted: boolean): boolean =>
    seen.grants.some(
      (one) =>
        (names.some((name) => one.may.includes(name)) || one.may.includes('ALL PRIVILEGES')) &&
        (!wanted || one.on === 'global'),
    );
  const says = `${seen.account ?? ''}: ${listed(seen)}`;
  if (has(on === 'global')) return success(says);
  return has(false)
    ? fail(
        'narrower-grant',
        says,
        'The right is given, but not for everything: a right about the whole server is given ON *.* in the GRANT statement.',
      )
    : fail('no-grant', says, `This user has not got the right ${may}. An administrator gives it with GRANT.`);
};

/** ER_BAD_DB_ERROR, ER_NO_SUCH_TABLE, ER_TABLEACCESS_DENIED_ERROR and ER_DBACCESS_DENIED_ERROR (MySQL: Server Error Message Reference). */
const ofTable: Readonly<Record<number, readonly [reason: string, hint: string]>> = {
  1049: [
    'no-schema',
    'There is no database of this name. SHOW DATABASES; lists those that this user may see.',
  ],
  1146: [
    'no-table',
    'There is no table of this name in the database. Names of tables are case-sensitive on Linux.',
  ],
  1142: [
    'may-not-read',
    'The table may not be read by this user, or does not exist: the server says the same of both. GRANT SELECT gives the right.',
  ],
  1044: [
    'may-not-read',
    'The database may not be read by this user, or does not exist: the server says the same of both.',
  ],
};

const judgeRows = (table_: string, seen: SeenDatabase): Outcome => {
  if (seen.rows !== undefined)
    return seen.rows > 0
      ? success(`${table_} has at least one row`)
      : fail(
          'no-rows',
          `${table_} is there, without a row`,
          'The table is empty. INSERT INTO puts a row in.',
        );
  if (seen.tableErrno === undefined) return skipped(`${table_} was not read.`);
  const [reason, hint] = ofTable[seen.tableErrno] ?? ['not-read'];
  return fail(reason, `${table_} cannot be read (error ${seen.tableErrno})`, hint);
};

const judge = (expected: DatabaseExpectation, seen: SeenDatabase): Outcome => {
  const missing = notThere(seen);
  if (missing) return missing;
  if (expected.version) {
    const says = `${seen.flavour ?? 'a database'} ${seen.version ?? 'of an unknown version'}`;
    return seen.flavour === 'MySQL' && expected.version.some((start) => seen.version?.startsWith(start))
      ? success(says)
      : fail(
          seen.flavour === 'MySQL' ? 'other-version' : 'other-product',
          says,
          'Another version runs than the task asks for. apt-cache policy mysql-server shows which ones your system offers; a newer Ubuntu has no 5.7 of its own.',
        );
  }
  const out = notIn(seen);
  if (out) return out;
  if (expected.grant) return judgeGrant(expected.grant, seen);
  if (expected.rows) return judgeRows(expected.rows, seen);
  const [user = ''] = (seen.account ?? '').split('@');
  return user === expected.user
    ? success(`logged in as ${seen.account ?? ''}`)
    : fail(
        'other-user',
        `logged in as ${seen.account ?? ''}`,
        'The login was made as another user than the task asks for. Say it with --db-user.',
      );
};

export const database: Kind<'database', DatabaseExpectation> = {
  see: 'database',
  shape,
  seenShape,
  asks: ({ rows }) => [{ see: 'database', ...(rows === undefined ? {} : { table: rows }) }],
  options: ({ user }) => ['--ssh USER@HOST', ...(user === undefined ? [] : [`--db-user ${user}`])],
  key: ({ table: named }) => (named === undefined ? 'database' : `database ${named}`),
  says: ({ version, user, grant, rows }) => {
    if (version) return `MySQL ${version.join(' or ')}`;
    if (grant) return `the right ${grant.may}${grant.on === 'global' ? ' on everything (*.*)' : ''}`;
    return rows === undefined
      ? `a login as ${user ?? 'a user'}`
      : `at least one row in ${rows}, read by this user`;
  },
  judge: (expected, [{ seen }]) => judge(expected, seen),
};
