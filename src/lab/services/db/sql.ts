import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DbPlan, DbUserPlan } from '../../plan.ts';
import type { Passwords } from '../service.ts';

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
const named = (text: string): string => `\`${text.replaceAll('`', '``')}\``;

const grants: Readonly<Record<DbUserPlan['may'], string | undefined>> = {
  read: 'SELECT',
  write: 'SELECT, INSERT, UPDATE, DELETE',
  nothing: undefined,
};

const userStatements = (
  { schema }: DbPlan,
  { user, hosts, may }: DbUserPlan,
  password: string,
): readonly string[] =>
  hosts.flatMap((host) => {
    const account = `${quoted(user)}@${quoted(host)}`;
    const rights = grants[may];
    return [
      `CREATE USER IF NOT EXISTS ${account};`,
      `ALTER USER ${account} IDENTIFIED BY ${quoted(password)};`,
      ...(rights ? [`GRANT ${rights} ON ${named(schema)}.* TO ${account};`] : []),
    ];
  });

/** The accounts, with the passwords of this lab. One statement per line: an init file is read that way. */
export const accountsSql = (plan: DbPlan, { administrator, users }: Passwords): string =>
  [
    `ALTER USER 'root'@'localhost' IDENTIFIED BY ${quoted(administrator)};`,
    ...plan.users.flatMap((user) => userStatements(plan, user, users[user.user] ?? '')),
    ...plan.statements.map((statement) => `${statement};`),
    '',
  ].join('\n');

/** The tables that the site's program reads and writes, and their first rows. */
export const schemaSql = ({ schema, tips }: DbPlan): string =>
  [
    `CREATE DATABASE ${named(schema)} CHARACTER SET utf8mb4;`,
    `CREATE TABLE ${named(schema)}.visits (count INT UNSIGNED NOT NULL) ENGINE=InnoDB;`,
    `INSERT INTO ${named(schema)}.visits VALUES (0);`,
    `CREATE TABLE ${named(schema)}.tips (id INT UNSIGNED PRIMARY KEY, words VARCHAR(200) NOT NULL) ENGINE=InnoDB;`,
    ...tips.map((words, id) => `INSERT INTO ${named(schema)}.tips VALUES (${id}, ${quoted(words)});`),
    '',
  ].join('\n');

const shareDirectories = [
  '/usr/share/mysql',
  '/usr/share/mariadb',
  '/usr/local/share/mariadb',
  '/usr/local/share/mysql',
  '/opt/homebrew/opt/mariadb/share/mysql',
  '/opt/homebrew/opt/mariadb/share/mariadb',
  '/usr/local/opt/mariadb/share/mysql',
];

const readShared = async (name: string): Promise<string | undefined> => {
  for (const directory of shareDirectories)
    for (const prefix of ['mariadb', 'mysql']) {
      const text = await readFile(join(directory, `${prefix}_${name}.sql`), 'utf8').catch(() => undefined);
      if (text !== undefined) return text;
    }
  return undefined;
};

/**
 * What `mariadb-install-db` feeds to `mariadbd --bootstrap`, without help texts, time zones and the sys schema.
 * Nothing when the server's own system tables are not where they usually are.
 */
export const mariadbSystemSql = async (): Promise<string | undefined> => {
  const [tables, rows] = await Promise.all([readShared('system_tables'), readShared('system_tables_data')]);
  if (tables === undefined || rows === undefined) return undefined;
  return [
    'CREATE DATABASE IF NOT EXISTS mysql;',
    'USE mysql;',
    'SET @auth_root_socket = NULL;', // a root account with a password
    'SET @skip_auth_anonymous = 1;', // nobody without a name
    tables,
    rows,
    // The scripts also let root in from this host's own name and addresses, with no password.
    "DELETE FROM global_priv WHERE User = 'root' AND Host <> 'localhost';",
    '',
  ].join('\n');
};
