import { withoutDatabase } from './db-runs.ts';
import { heldBy, type HeldCause } from './held.ts';
import type { ListenersSeen } from './seen/listeners.ts';
import type { LogEntry } from './seen/logs.ts';
import { entryFor, failureOf, type LogEvidence } from './log-entry.ts';
import { refusal, wayIn } from './mysql.ts';
import type { Target } from './target.ts';
import { tableOf } from './table-of.ts';
import { turnedAway } from './turned-away.ts';

/** The way from the program to its database. */
export type WayCause =
  | 'refused'
  | 'looks-elsewhere'
  | 'localhost-is-ipv6'
  | 'socket-missing'
  | 'socket-denied'
  | 'socket-left-over'
  | 'no-answer'
  | 'name-unknown'
  | 'connection-lost'
  | 'pool-exhausted';

export type AdmitsCause =
  | 'access-denied'
  | 'account-missing'
  | 'other-host'
  | 'wrong-password'
  | 'account-needs-tls'
  | 'no-password'
  | 'socket-account'
  | 'schema-denied'
  | 'schema-missing'
  | 'no-right'
  | 'unknown-schema'
  | 'host-not-allowed'
  | 'host-blocked'
  | 'too-many-connections'
  | HeldCause
  | 'user-limit'
  | 'account-locked'
  | 'password-expired'
  | 'plugin-not-loaded'
  | 'tls-required'
  | 'init-connect-failed';

export type AnswersCause =
  | 'table-missing'
  | 'column-missing'
  | 'privilege-missing'
  | 'read-only'
  | 'lock-wait'
  | 'deadlock'
  | 'definer-missing'
  | 'disk-full'
  | 'number-too-big';

export type CodeCause =
  | 'exception'
  | 'syntax-error'
  | 'module-missing'
  | 'file-missing'
  | 'file-denied'
  | 'settings-unreadable'
  | 'environment-missing'
  | 'port-in-use'
  | 'object-missing'
  | 'memory-exhausted';

export type WorkersCause = 'worker-timeout' | 'worker-killed' | 'max-children' | 'time-limit';

/** By which check a cause is told. */
export interface LogCauses {
  'app/reaches-database': WayCause;
  'app/has-workers': WorkersCause;
  'code/no-exception': CodeCause;
  'db/admits-program': AdmitsCause;
  'db/does-as-asked': AnswersCause;
}

export type LogCheck = keyof LogCauses;

export interface LogVerdict {
  readonly check: LogCheck;
  readonly cause: LogCauses[LogCheck];
  readonly entry: LogEntry;
  /** Other things may look the same: the entry does not say that it is about the database. */
  readonly isLikely: boolean;
  /** What was seen beside the log, and decides it. */
  readonly beside?: string;
}

const admits: Readonly<Record<number, AdmitsCause>> = {
  1040: 'too-many-connections',
  1044: 'schema-denied',
  1045: 'access-denied',
  1049: 'unknown-schema',
  1129: 'host-blocked',
  1130: 'host-not-allowed',
  1184: 'init-connect-failed',
  1203: 'user-limit',
  1226: 'user-limit',
  1524: 'plugin-not-loaded',
  1698: 'socket-account',
  1820: 'password-expired',
  1862: 'password-expired',
  3118: 'account-locked',
  3159: 'tls-required',
  // MariaDB's; MySQL has it for a statement that no program says.
  4151: 'account-locked',
};

const answers: Readonly<Record<number, AnswersCause>> = {
  1021: 'disk-full',
  1054: 'column-missing',
  1114: 'disk-full',
  1142: 'privilege-missing',
  1143: 'privilege-missing',
  1146: 'table-missing',
  1205: 'lock-wait',
  1213: 'deadlock',
  1227: 'privilege-missing',
  1264: 'number-too-big',
  1290: 'read-only',
  1370: 'privilege-missing',
  1449: 'definer-missing',
  1836: 'read-only',
};

const workers: Readonly<Record<string, WorkersCause>> = tableOf({
  'WORKER TIMEOUT': 'worker-timeout',
  SIGKILL: 'worker-killed',
  'signal 9': 'worker-killed',
  max_children: 'max-children',
  max_execution_time: 'time-limit',
  request_terminate_timeout: 'time-limit',
});

const code: Readonly<Record<string, CodeCause>> = tableOf({
  SyntaxError: 'syntax-error',
  IndentationError: 'syntax-error',
  TabError: 'syntax-error',
  ParseError: 'syntax-error',
  MODULE_NOT_FOUND: 'module-missing',
  ENOENT: 'file-missing',
  EACCES: 'file-denied',
  JSONDecodeError: 'settings-unreadable',
  ENVIRONMENT: 'environment-missing',
  EADDRINUSE: 'port-in-use',
  AppImportError: 'object-missing',
  MEMORY: 'memory-exhausted',
  MemoryError: 'memory-exhausted',
});

const ways: Readonly<Record<string, WayCause>> = tableOf({
  ENOENT: 'socket-missing',
  EACCES: 'socket-denied',
  ETIMEDOUT: 'no-answer',
  ENOTFOUND: 'name-unknown',
  EAI_AGAIN: 'name-unknown',
  CONNECTION_LOST: 'connection-lost',
});

const isDatabase = (name: string): boolean => name === 'mysqld' || name === 'mariadbd';

const usualPort = 3306;
/** MySQL's X protocol, which the programs meant here do not speak. */
const xPort = 33_060;

/** Where the database takes connections over the network. When its port was told, others are somebody else's. */
export const databasePorts = (
  seen: ListenersSeen | undefined,
  { ports }: Target,
): ListenersSeen['listeners'] =>
  (seen?.listeners ?? []).filter(({ protocol, port, processes }) => {
    if (protocol !== 'tcp') return false;
    if (ports.db !== usualPort || processes.length === 0) return port === ports.db;
    return port !== xPort && processes.some(({ name }) => isDatabase(name));
  });

const refusedCause = (
  { about = '' }: LogEntry,
  listeners: ListenersSeen | undefined,
  target: Target,
): WayCause => {
  if (about.startsWith('/')) return 'socket-left-over';
  const there = databasePorts(listeners, target);
  if (/^\[?::1\]?(?::\d+)?$/.test(about) && there.some(({ address }) => address === '127.0.0.1'))
    return 'localhost-is-ipv6';
  return there.length > 0 ? 'looks-elsewhere' : 'refused';
};

const wayCause = (
  entry: LogEntry,
  listeners: ListenersSeen | undefined,
  target: Target,
): WayCause | undefined =>
  entry.code === 'ECONNREFUSED' ? refusedCause(entry, listeners, target) : ways[entry.code];

/** A driver's own number, or the port of the database: then it is about the database and nothing else. */
const isSurelyDatabase = ({ errno, about = '' }: LogEntry, { ports }: Target): boolean =>
  errno !== undefined ||
  /mysql|maria/i.test(about) ||
  about.endsWith(`:${ports.db}`) ||
  about.endsWith(':3306');

/** What the number alone says; what the database's own list of accounts says besides goes before it. */
const ofDatabase = (
  entry: LogEntry,
  seen: LogEvidence,
  target: Target,
): Omit<LogVerdict, 'isLikely'> | undefined => {
  const { code: word, errno = 0 } = entry;
  const exact = turnedAway(entry, seen, target);
  if (exact) return { check: 'db/admits-program', cause: exact.cause, entry, beside: exact.because };
  const held = errno === 1040 ? heldBy(seen, target) : undefined;
  if (held?.cause) return { check: 'db/admits-program', cause: held.cause, entry, beside: held.because };
  const cause = word === 'NO_PASSWORD' ? 'no-password' : admits[errno];
  if (cause) return { check: 'db/admits-program', cause, entry };
  const answer = answers[errno];
  return answer && { check: 'db/does-as-asked', cause: answer, entry };
};

const verdictOf = (entry: LogEntry, seen: LogEvidence, target: Target): LogVerdict | undefined => {
  const { listeners } = seen;
  const make = (check: LogCheck, cause: LogCauses[LogCheck] | undefined, isLikely = false) =>
    cause === undefined ? undefined : { check, cause, entry, isLikely };
  const { kind, code: word } = entry;
  switch (kind) {
    case 'way':
      return make(
        'app/reaches-database',
        wayCause(entry, listeners, target),
        !isSurelyDatabase(entry, target),
      );
    case 'pool':
      return make('app/reaches-database', 'pool-exhausted');
    case 'workers':
      return make('app/has-workers', workers[word]);
    case 'database': {
      const verdict = ofDatabase(entry, seen, target);
      return verdict && { ...verdict, isLikely: false };
    }
    case 'code':
    case 'start':
      return make('code/no-exception', code[word] ?? 'exception');
  }
};

/** Said to whoever comes, and of what is there: our own login hears the same. */
const alsoToUs: ReadonlySet<number> = new Set([1040, 1049, 1053, 1129, 1130, 1184]);

/** What the same database did to our own attempt, of which another check tells. */
export const seenByUs = ({ entry, check }: LogVerdict, seen: LogEvidence, target: Target): boolean => {
  const { errno } = entry;
  const { mysql } = seen;
  const isAboutAll = check === 'app/reaches-database' || (errno !== undefined && alsoToUs.has(errno));
  if (!isAboutAll || !mysql) return false;
  const attempt = wayIn(mysql);
  return (
    withoutDatabase(seen, target) !== undefined ||
    (attempt !== undefined && errno !== undefined && refusal(attempt) === errno)
  );
};

/** Why the page failed, by the log of the program. */
export const logVerdict = (seen: LogEvidence, target: Target): LogVerdict | undefined => {
  const failure = seen.app && failureOf(seen.app);
  const entry = failure && entryFor(failure, seen, target);
  return entry && verdictOf(entry, seen, target);
};
