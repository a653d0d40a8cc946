import { withoutDatabase } from './db-runs.ts';
import { heldBy } from './held.ts';
import type { ListenersSeen } from './seen/listeners.ts';
import type { LogEntry } from './seen/logs.ts';
import {
  admits,
  answers,
  code,
  ways,
  workers,
  type AdmitsCause,
  type AnswersCause,
  type CodeCause,
  type WayCause,
  type WorkersCause,
} from './code-causes.ts';
import { entryFor, failureOf, type LogEvidence } from './log-entry.ts';
import { refusal, wayIn } from './mysql.ts';
import type { Target } from './target.ts';
import { turnedAway } from './turned-away.ts';
import { isDatabase } from './servers.ts';

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
    return port !== xPort && processes.some(isDatabase);
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
