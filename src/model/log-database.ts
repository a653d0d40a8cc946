import type { Sign } from './log-lines.ts';
import { tableOf } from './table-of.ts';

/**
 * The names of errors that a program may write alone, without the number (MySQL 8.4 and MariaDB 10.11, Error Message
 * Reference).
 */
const numbers: Readonly<Record<string, number>> = tableOf({
  ER_CON_COUNT_ERROR: 1040,
  ER_DBACCESS_DENIED_ERROR: 1044,
  ER_ACCESS_DENIED_ERROR: 1045,
  ER_BAD_DB_ERROR: 1049,
  ER_BAD_FIELD_ERROR: 1054,
  ER_DUP_ENTRY: 1062,
  ER_PARSE_ERROR: 1064,
  ER_RECORD_FILE_FULL: 1114,
  ER_HOST_IS_BLOCKED: 1129,
  ER_HOST_NOT_PRIVILEGED: 1130,
  ER_TABLEACCESS_DENIED_ERROR: 1142,
  ER_COLUMNACCESS_DENIED_ERROR: 1143,
  ER_NO_SUCH_TABLE: 1146,
  ER_NEW_ABORTING_CONNECTION: 1184,
  ER_TOO_MANY_USER_CONNECTIONS: 1203,
  ER_LOCK_WAIT_TIMEOUT: 1205,
  ER_LOCK_DEADLOCK: 1213,
  ER_USER_LIMIT_REACHED: 1226,
  ER_SPECIFIC_ACCESS_DENIED_ERROR: 1227,
  ER_WARN_DATA_OUT_OF_RANGE: 1264,
  ER_OPTION_PREVENTS_STATEMENT: 1290,
  ER_PROCACCESS_DENIED_ERROR: 1370,
  ER_NO_SUCH_USER: 1449,
  ER_PLUGIN_IS_NOT_LOADED: 1524,
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 1698,
  ER_MUST_CHANGE_PASSWORD: 1820,
  PROTOCOL_CONNECTION_LOST: 2013,
});

/**
 * How drivers write the number: mysql2; PyMySQL, mysqlclient and what is built on them; PHP's PDO and mysqli; MySQL
 * Connector; the programs of MySQL and Go's driver.
 */
const numbered: readonly RegExp[] = [
  /\bER_[A-Z_]{3,60}['",]{0,2} {0,2}(\d{4})\b/,
  /\berrno: (\d{4})\b/,
  /\((\d{4}), ["']/,
  /SQLSTATE\[\w{5}\] \[(\d{4})\]/,
  /SQLSTATE\[\w{5}\]: [^\n:]{0,80}: (\d{4}) /,
  /\([0-9A-Z]{5}\/(\d{4})\)/,
  /\b(\d{4}) \([0-9A-Z]{5}\): /,
  /\b(?:ERROR|Error) (\d{4})(?: \([0-9A-Z]{5}\))?: /,
];

/** PHP's mysqli shows the message alone: the server's own (errmsg-utf8.txt), or the driver's (mysqlnd, errors.h). */
const worded: readonly (readonly [RegExp, number])[] = [
  [/Access denied for user '[^'\n]{0,80}'@'[^'\n]{0,255}' to database '/, 1044],
  [/Access denied for user '[^'\n]{0,80}'@'[^'\n]{0,255}' \(using password: /, 1045],
  [/Access denied for user '[^'\n]{0,80}'@'[^'\n]{0,255}'/, 1698],
  [/Unknown database '/, 1049],
  [/Too many connections/, 1040],
  [/Host '[^'\n]{1,255}' is not allowed to connect to this M/, 1130],
  [/Host '[^'\n]{1,255}' is blocked because of many connection errors/, 1129],
  [/Table '[^'\n]{1,200}' doesn't exist/, 1146],
  [/Unknown column '[^'\n]{1,200}' in '/, 1054],
  [/\bcommand denied to user '[^'\n]{0,80}'@'/, 1142],
  [
    /The (?:MySQL|MariaDB) server is running with the \S{1,80} option so it cannot execute this statement/,
    1290,
  ],
  [/Lock wait timeout exceeded; try restarting transaction/, 1205],
  [/Deadlock found when trying to get lock/, 1213],
  [/The user specified as a definer \(/, 1449],
  [/User '[^'\n]{1,80}' has exceeded the '[^'\n]{1,80}' resource/, 1226],
  [/You must (?:SET PASSWORD|reset your password)/, 1820],
  [/Plugin '[^'\n]{1,80}' is not loaded/, 1524],
  [/this account is locked/, 4151],
  [/The table '[^'\n]{1,200}' is full/, 1114],
  [/(?:MySQL|Server|server) (?:server )?has gone away/, 2006],
  [/Lost connection to (?:MySQL )?server/, 2013],
];

/** Those of the server, of its clients (2000 to 2099), and above 3000 those that each of both has for itself. */
const isNumber = (errno: number): boolean =>
  (errno >= 1000 && errno < 2100) || (errno >= 3000 && errno < 4300);

interface Found {
  readonly errno: number;
  readonly at: number;
}

/** Names stand in tables of programs, too: only where one of the ways to write it is found is it an error. */
const numberIn = (text: string): Found | undefined => {
  for (const way of numbered) {
    const found = way.exec(text);
    const errno = Number(found?.[1]);
    if (found && isNumber(errno)) return { errno, at: found.index };
  }
  for (const [words, errno] of worded) {
    const at = text.search(words);
    if (at >= 0) return { errno, at };
  }
  const found = /\b(ER_[A-Z_]{3,60}|PROTOCOL_CONNECTION_LOST)\b/.exec(text);
  const errno = numbers[found?.[1] ?? ''];
  return found && errno !== undefined ? { errno, at: found.index } : undefined;
};

/** errno(3) of Linux, and the numbers of getaddrinfo(3), as drivers write them. */
const byNumber: Readonly<Record<string, string>> = tableOf({
  '2': 'ENOENT',
  '13': 'EACCES',
  '104': 'ECONNRESET',
  '110': 'ETIMEDOUT',
  '111': 'ECONNREFUSED',
  '113': 'EHOSTUNREACH',
  '115': 'ETIMEDOUT',
  '-2': 'ENOTFOUND',
  '-3': 'EAI_AGAIN',
  '-5': 'ENOTFOUND',
});

/** strerror(3) and gai_strerror(3), for drivers that write no number (PHP). */
const byWords: readonly (readonly [RegExp, string])[] = [
  [/Connection refused/, 'ECONNREFUSED'],
  [/No such file or directory/, 'ENOENT'],
  [/Permission denied/, 'EACCES'],
  [/timed out/i, 'ETIMEDOUT'],
  [
    /Name or service not known|No address associated with hostname|Unknown (?:MySQL )?server host/,
    'ENOTFOUND',
  ],
  [/Temporary failure in name resolution/, 'EAI_AGAIN'],
  [/No route to host|Network is unreachable/, 'EHOSTUNREACH'],
];

const systemCode = (text: string): string | undefined => {
  const [, number] =
    /\[Errno (-?\d{1,3})\]|\((\d{1,3})(?: "[^"\n]{1,80}")?\)/.exec(text)?.filter(Boolean) ?? [];
  return byNumber[number ?? ''] ?? byWords.find(([words]) => words.test(text))?.[1];
};

const socketIn = (text: string): string | undefined =>
  /through socket '([^'\n]{1,200})'/.exec(text)?.[1] ?? /(\/[\w./-]{1,200}\.sock)\b/.exec(text)?.[1];

const hostIn = (text: string): string | undefined => {
  const [, host, port] = /(?:server|host) (?:on )?'([^'\n:]{1,255})(?::(\d{1,5}))?'/.exec(text) ?? [];
  return host === undefined ? undefined : port === undefined ? host : `${host}:${port}`;
};

const lineAt = (text: string, at: number): string =>
  text.slice(text.lastIndexOf('\n', at) + 1).split('\n')[0] ?? '';

const withAbout = (about: string | undefined): Pick<Sign, 'about'> => (about === undefined ? {} : { about });

/** A client's own number (2000 to 2099): it did not come to the database, or lost it. */
const wayByNumber = ({ errno, at }: Found, text: string): Sign => {
  const line = lineAt(text, at);
  const about = socketIn(line) ?? hostIn(line);
  // MySQL Error Message Reference, Client: CR_SERVER_GONE_ERROR, CR_SERVER_LOST, CR_UNKNOWN_HOST.
  const lost = errno === 2006 || errno === 2013 || errno === 2055;
  const code = lost
    ? 'CONNECTION_LOST'
    : errno === 2005
      ? 'ENOTFOUND'
      : (systemCode(line) ?? 'CR_CONN_HOST_ERROR');
  return { kind: 'way', code, errno, line, ...withAbout(about) };
};

/** Node.js: `connect ECONNREFUSED 127.0.0.1:3306`, `getaddrinfo ENOTFOUND db`; or what a program writes of it, the code. */
const nodeWay =
  /\b(?:connect |getaddrinfo |read |AggregateError \[)?(ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|ECONNRESET)\b(?::? ([\w.:[\]-]{1,255}))?/;
const nodeSocket = /\bconnect (ENOENT|EACCES|ECONNREFUSED) (\/[^\s'"]{1,200})/;

/** Ports of other services: a connection to one of them says nothing of the database. */
const otherServices = /:(?:5432|6379|11211|27017|5672|9200|25|587|443|80)$/;

const wayByCode = (text: string): Sign | undefined => {
  const socket = nodeSocket.exec(text);
  if (socket)
    return { kind: 'way', code: socket[1] ?? '', about: socket[2] ?? '', line: lineAt(text, socket.index) };
  const found = nodeWay.exec(text);
  if (!found) return undefined;
  const [, code = '', to = ''] = found;
  const about = /^(?:\[?[0-9a-f:]*:[0-9a-f:]*\]?|[\w.-]+):\d{1,5}$|^[a-z][\w.-]*$/i.test(to) ? to : undefined;
  if (about !== undefined && otherServices.test(about)) return undefined;
  const stops = code === 'ECONNRESET' ? 'CONNECTION_LOST' : code;
  return { kind: 'way', code: stops, line: lineAt(text, found.index), ...withAbout(about) };
};

/** PHP's mysqli shows of an error of the system its words alone: `mysqli_sql_exception: Connection refused in …`. */
const phpWay = (text: string): Sign | undefined => {
  const found = /\bmysqli_sql_exception: ([^\n]{1,200})/.exec(text);
  if (!found) return undefined;
  const code = byWords.find(([words]) => words.test(found[1] ?? ''))?.[1];
  return code === undefined ? undefined : { kind: 'way', code, errno: 2002, line: lineAt(text, found.index) };
};

const isWithout = (text: string): boolean => /\(using password: NO\)/.test(text);

/** ER_DBACCESS_DENIED_ERROR, ER_ACCESS_DENIED_ERROR, ER_ACCESS_DENIED_NO_PASSWORD_ERROR. */
const turnsAway: ReadonlySet<number> = new Set([1044, 1045, 1698]);

/** `'app'@'127.0.0.1' … 'shop'`, which stands there in whatever language the server speaks (errmsg-utf8.txt). */
const turnedAway = (errno: number, text: string): Pick<Sign, 'account' | 'schema'> => {
  const [, user, host, schema] = turnsAway.has(errno)
    ? (/'([^'\n]{0,80})'@'([^'\n]{1,255})'(?:[^'\n]{1,80}'([^'\n]{1,64})')?/.exec(text) ?? [])
    : [];
  if (user === undefined || host === undefined) return {};
  return { account: { user, host }, ...(errno === 1044 && schema !== undefined ? { schema } : {}) };
};

/** What the database answered, or what was in the way to it. */
export const databaseSign = (text: string): Sign | undefined => {
  const found = numberIn(text);
  if (!found) return phpWay(text) ?? wayByCode(text);
  const { errno, at } = found;
  if (errno >= 2000 && errno < 2100) return wayByNumber(found, text);
  const code = isWithout(text) && errno === 1045 ? 'NO_PASSWORD' : String(errno);
  return { kind: 'database', code, errno, ...turnedAway(errno, text), line: lineAt(text, at) };
};
