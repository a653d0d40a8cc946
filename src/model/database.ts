import type { DatabaseCounters, DatabaseFacts, DatabaseSettings, DatabaseVisitor } from './seen/mysql.ts';
import { grantsIn } from './grants.ts';
import { tableOf } from './table-of.ts';

/** Rows of the answer to a statement, by column. */
export type Rows = readonly (readonly unknown[])[];

export interface Question {
  /** It reads, and holds nothing that was typed or seen. */
  readonly sql: string;
  readonly facts: (rows: Rows) => DatabaseFacts;
  /** What a refusal says, by the number of its error; without it only that there was one. */
  readonly refused?: (errno: number) => DatabaseFacts;
}

/** Longer names are none of MySQL's or MariaDB's own (Identifier Length Limits: 64; paths of sockets: 107). */
const most = 255;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, most) : undefined;

const count = (value: unknown): number | undefined => {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
};

/** Newer servers of MariaDB have more words than ON (read_only: NO_LOCK). */
const isOn = (value: unknown): boolean | undefined =>
  typeof value === 'string' ? !/^(?:OFF|0|NO|FALSE|)$/i.test(value) : undefined;

type Reader<Into> = readonly [key: keyof Into, read: (value: unknown) => unknown];

/** The names that are there: MySQL and MariaDB do not have the same ones. */
const named = <Into>(rows: Rows, readers: Readonly<Record<string, Reader<Into>>>): Into =>
  Object.fromEntries(
    rows.flatMap(([name, value]) => {
      const reader = typeof name === 'string' && Object.hasOwn(readers, name) ? readers[name] : undefined;
      const read = reader?.[1](value);
      return reader === undefined || read === undefined ? [] : [[reader[0], read]];
    }),
  ) as Into;

const settings: Readonly<Record<string, Reader<DatabaseSettings>>> = tableOf({
  bind_address: ['bindAddress', text],
  port: ['port', count],
  socket: ['socket', text],
  skip_networking: ['skipNetworking', isOn],
  max_connections: ['maxConnections', count],
  read_only: ['readOnly', isOn],
  super_read_only: ['superReadOnly', isOn],
  mysqlx_port: ['mysqlxPort', count],
  mysqlx_bind_address: ['mysqlxBindAddress', text],
});

const counters: Readonly<Record<string, Reader<DatabaseCounters>>> = tableOf({
  // MySQL and MariaDB answer in this spelling whatever the spelling of the question.
  Threads_connected: ['connected', count],
  Max_used_connections: ['mostConnected', count],
  Aborted_connects: ['abortedConnects', count],
  Connections: ['connections', count],
  Questions: ['questions', count],
  Uptime: ['upSeconds', count],
});

const listed = (names: object): string =>
  Object.keys(names)
    .map((name) => `'${name}'`)
    .join(', ');

/** `127.0.0.1:40222`, `::1:40222`, `localhost` for the socket (SHOW PROCESSLIST, Host). */
const visitor = ([user, host, command]: readonly unknown[]): DatabaseVisitor[] => {
  const [who, from, doing] = [text(user), text(host), text(command)];
  if (who === undefined || doing === undefined) return [];
  const [, address = from ?? '', port] = /^(.{1,255}):(\d{1,5})$/.exec(from ?? '') ?? [];
  return [{ user: who, from: address, ...(port ? { port: Number(port) } : {}), command: doing }];
};

const mostVisitors = 64;

/** Answers without rows, or of another form, say nothing. */
const fact = <Key extends keyof DatabaseFacts>(
  key: Key,
  value: DatabaseFacts[Key] | undefined,
): DatabaseFacts => (value === undefined ? {} : { [key]: value });

/** What a database is asked by whoever is logged in, in this order. */
export const questions: readonly Question[] = [
  {
    sql: 'SELECT CURRENT_USER(), DATABASE()',
    facts: ([row = []]) => ({ ...fact('account', text(row[0])), ...fact('schema', text(row[1])) }),
  },
  {
    sql: `SHOW GLOBAL VARIABLES WHERE Variable_name IN (${listed(settings)})`,
    facts: (rows) => fact('settings', named(rows, settings)),
  },
  {
    sql: `SHOW GLOBAL STATUS WHERE Variable_name IN (${listed(counters)})`,
    facts: (rows) => fact('counters', named(rows, counters)),
  },
  {
    sql: 'SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
    facts: ([row = []]) => fact('tables', count(row[0])),
  },
  {
    sql: `SELECT USER, HOST, COMMAND FROM information_schema.PROCESSLIST LIMIT ${mostVisitors}`,
    facts: (rows) => fact('visitors', rows.slice(0, mostVisitors).flatMap(visitor)),
  },
  // The last one: its answer is as long as there are grants.
  {
    sql: 'SHOW GRANTS',
    facts: (rows) => fact('grants', grantsIn(rows.map(([line]) => String(line)))),
  },
];

/**
 * Is there a row, and may it be read?
 * @param table `schema.table`, both of letters, digits and underscores
 */
export const rowOf = (table: string): Question => ({
  sql: `SELECT 1 FROM ${table
    .split('.')
    .map((name) => `\`${name.replaceAll('`', '``')}\``)
    .join('.')} LIMIT 1`,
  facts: (rows) => ({ tableRows: rows.length }),
  refused: (errno) => ({ tableRefused: errno }),
});

/** All that a visitor asks, who may have been told of a table. */
export const questionsFor = (table?: string): readonly Question[] =>
  table === undefined ? questions : [rowOf(table), ...questions];
