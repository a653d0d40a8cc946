import type { AccountsSeen, DatabaseAccount } from './seen/accounts.ts';

/** Of accounts, of schemas, and of rights; one more is asked for, to see whether there are more. */
const most = 200;
const mostHolders = 64;

const variables = [
  'version',
  'max_connections',
  'skip_name_resolve',
  'lower_case_table_names',
  'require_secure_transport',
] as const satisfies readonly string[];

/**
 * Whether an account is locked stands in `mysql.user` for MySQL (since 5.7.6), and for MariaDB in `mysql.global_priv`
 * (since 10.4). What stands behind `!50706` only MySQL reads, and behind `M!` only MariaDB (MariaDB: Comment Syntax;
 * MySQL 8.4 Reference Manual, 11.7 Comments). A role of MariaDB is a row there too, and nobody logs in as one.
 */
const accounts = `SELECT 'account', u.User, u.Host, u.plugin, u.ssl_type, u.password_expired, CONCAT('' /*!50706 , u.account_locked */ /*M!100400 , IFNULL((SELECT JSON_VALUE(g.Priv, '$.account_locked') FROM mysql.global_priv g WHERE g.User = u.User AND g.Host = u.Host), '') */) FROM mysql.user u /*M!100005 WHERE u.is_role = 'N' */ ORDER BY u.User, u.Host LIMIT ${most + 1}`;

/** What is asked, in this order. It reads, and holds nothing that was typed or seen. */
export const accountStatements: readonly string[] = [
  accounts,
  `SELECT 'schema', SCHEMA_NAME FROM information_schema.SCHEMATA LIMIT ${most + 1}`,
  `SELECT 'right', User, Host, Db FROM mysql.db WHERE Host <> '' LIMIT ${most + 1}`,
  `SELECT 'held', USER, COUNT(*), SUM(COMMAND = 'Sleep') FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND COMMAND <> 'Daemon' GROUP BY USER ORDER BY 3 DESC LIMIT ${mostHolders}`,
  `SHOW GLOBAL VARIABLES WHERE Variable_name IN (${variables.map((name) => `'${name}'`).join(', ')})`,
  "SHOW GLOBAL STATUS WHERE Variable_name = 'Max_used_connections'",
];

/** Longer names are none of MySQL's or MariaDB's own (account names: 80 and 255; schemas: 64). */
const longest = 255;
/** Of the answer to all of them. */
const mostLines = 4 * most;

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', 0: '\0', '\\': '\\' };

/** A column as it was, before mysql(1) wrote it on one line (--batch). */
const plain = (column: string): string =>
  column.replaceAll(/\\([nt0\\])/g, (_, letter: string) => escapes[letter] ?? '').slice(0, longest);

const count = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;

/** `NULL` for what is not there (mysql(1), --batch). */
const isThere = (text: string): boolean => text !== '' && text !== 'NULL';

const accountIn = ([
  user,
  host,
  plugin = '',
  tls = '',
  expired = '',
  locked = '',
]: readonly string[]): DatabaseAccount[] =>
  user === undefined || host === undefined
    ? []
    : [
        {
          user,
          host,
          ...(isThere(plugin) ? { plugin } : {}),
          isLocked: /^(?:Y|1|true)$/.test(locked),
          isExpired: expired === 'Y',
          needsTls: isThere(tls),
        },
      ];

const rightIn = ([user, host, schema]: readonly string[]): AccountsSeen['rights'] =>
  user === undefined || host === undefined || schema === undefined ? [] : [{ user, host, schema }];

const holderIn = ([user, connections, asleep]: readonly string[]): AccountsSeen['held'] => {
  const [all, sleeping] = [count(connections), count(asleep)];
  return user === undefined || all === undefined || sleeping === undefined
    ? []
    : [{ user, connections: all, asleep: sleeping }];
};

const defined = <T>(key: string, value: T | undefined): Readonly<Record<string, T>> =>
  value === undefined ? {} : { [key]: value };

/** `10.11.6-MariaDB-0+deb12u1`, `8.0.40-0ubuntu0.24.04.1`: MySQL does not name itself. */
const serverIn = (version: string | undefined): Pick<AccountsSeen, 'flavour' | 'version'> => {
  if (version === undefined || !/^\d/.test(version)) return {};
  return { flavour: /mariadb/i.test(version) ? 'MariaDB' : 'MySQL', version: version.slice(0, 60) };
};

/** The answer to all statements, with tabs between the columns; nothing when it does not tell of the accounts. */
export const accountsIn = (out: string): Omit<AccountsSeen, 'command'> | undefined => {
  const rows = out.split('\n', mostLines).map((line) =>
    line
      .slice(0, 4 * longest)
      .split('\t')
      .map(plain),
  );
  const of = (kind: string): readonly (readonly string[])[] =>
    rows.filter(([first]) => first === kind).map(([, ...columns]) => columns);
  const value = (name: string): string | undefined =>
    rows.find(([first, , third]) => first === name && third === undefined)?.[1];
  const [users, schemas, rights] = [of('account'), of('schema'), of('right')];
  const found = users.flatMap(accountIn);
  if (found.length === 0 || schemas.length === 0) return undefined;
  const [skips, lower] = [value('skip_name_resolve'), value('lower_case_table_names')];
  const secure = value('require_secure_transport');
  return {
    ...serverIn(value('version')),
    accounts: found.slice(0, most),
    schemas: schemas.flatMap(([name]) => name ?? []).slice(0, most),
    rights: rights.flatMap(rightIn).slice(0, most),
    isWhole: [users, schemas, rights].every(({ length }) => length <= most),
    held: of('held').flatMap(holderIn).slice(0, mostHolders),
    ...defined('maxConnections', count(value('max_connections'))),
    ...defined('mostConnected', count(value('Max_used_connections'))),
    ...defined('looksUpNames', skips === undefined ? undefined : skips === 'OFF'),
    ...defined('requiresTls', secure === undefined ? undefined : secure === 'ON'),
    ...defined('foldsNames', lower === undefined ? undefined : lower !== '0'),
  };
};
