import { classify, shownEndpoint } from './address.ts';
import { listenersAt } from './arrow.ts';
import type { MysqlAttempt, MysqlSeen } from './seen/mysql.ts';
import type { DatabaseEnd, DatabaseEndKind, DatabaseProgramsSeen } from './seen/database.ts';
import type { LinksSeen } from './seen/links.ts';
import type { Listener, ListenersSeen } from './seen/listeners.ts';
import type { ProcessesSeen } from './seen/processes.ts';
import { askedAt, refusal, spoke, wayIn } from './mysql.ts';
import type { Target } from './target.ts';
import { serversIn, type Servers } from './db-servers.ts';
import { isDatabase } from './servers.ts';

/** Why nothing of the database is where it was looked for, as the server itself shows it. */
export type RunsCause =
  | 'not-running'
  | Exclude<DatabaseEndKind, 'other'>
  | 'only-socket'
  | 'other-port'
  | 'other-address'
  | 'other-program';

export interface RunsSeen {
  readonly listeners?: ListenersSeen;
  readonly processes?: ProcessesSeen;
  readonly database?: DatabaseProgramsSeen;
  readonly links?: LinksSeen;
}

/**
 * `elsewhere`: it runs, and is used at another place. `none`: no database is part of this server. `unclear`: what was
 * seen does not decide it.
 */
export type RunsState =
  | { readonly is: 'cause'; readonly cause: RunsCause; readonly because: string }
  | {
      readonly is: 'ok' | 'elsewhere' | 'none' | 'unclear';
      readonly because: string;
      readonly toConfirm?: string;
    };

/** What stands before a database and hands on to it. */
const inBetween =
  /^(?:docker-proxy|haproxy|proxysql|maxscale|mysqlrouter|socat|ssh|sshd|nginx|rootlessport)$/;

/** The ports of MySQL's second protocol and of its administrators. */
export const mysqlxPort = 33_060;
const otherPorts: ReadonlySet<number | undefined> = new Set([mysqlxPort, 33_062]);

const shownListener = ({ protocol, address, port }: Listener): string =>
  protocol === 'unix' ? address : shownEndpoint({ address, port: port ?? 0 });

const listed = (listeners: readonly Listener[]): string =>
  [...new Set(listeners.map(shownListener))].slice(0, 4).join(' and ');

/** Whoever looks named a database, so there has to be one. */
const isExpected = ({ dbLogin, require }: Target): boolean => dbLogin !== undefined || require.includes('db');

/** By its own last words, when it wrote any and they are known. */
const endedBy = (end: DatabaseEnd | undefined): RunsCause =>
  end === undefined || end.why === 'other' ? 'not-running' : end.why;

const notThere = (where: string, { database, processes }: RunsSeen, target: Target): RunsState => {
  if (processes === undefined)
    return { is: 'unclear', because: 'whether a database server runs could not be seen' };
  const installed = (database?.programs ?? []).length > 0;
  const end = database?.end;
  const more =
    end === undefined
      ? installed
        ? `; ${database?.programs[0]} is installed`
        : ''
      : `; when it was started last, it gave up (${end.source}): ${end.line}`;
  if (isExpected(target) || installed)
    return {
      is: 'cause',
      cause: endedBy(end),
      because: `no process of a database server runs, and nothing listens at ${where}${more}`,
    };
  if (database === undefined)
    return { is: 'unclear', because: 'no database server runs, and whether one is installed was not seen' };
  return {
    is: 'none',
    because:
      'no database server is installed on this server, and none was asked for (--require db asks for one)',
  };
};

/** A program of this server that uses a socket of the database. */
const userOf = ({ links }: RunsSeen, { pids, listeners }: Servers): string | undefined => {
  const paths = new Set(
    listeners.filter(({ protocol }) => protocol === 'unix').map(({ address }) => address),
  );
  return links?.links.find(
    ({ protocol, to, pid }) => protocol === 'unix' && paths.has(to) && (pid === undefined || !pids.has(pid)),
  )?.name;
};

/** Nothing accepted the connection: what runs instead. */
const whenRefused = (
  { address, port }: MysqlAttempt,
  seen: RunsSeen & { readonly listeners: ListenersSeen },
  target: Target,
): RunsState => {
  const where = shownEndpoint({ address, port });
  const servers = serversIn(seen, target);
  if (servers.pids.size === 0 && servers.listeners.length === 0) return notThere(where, seen, target);
  const tcp = servers.listeners.filter((one) => one.protocol === 'tcp' && !otherPorts.has(one.port));
  const samePort = tcp.filter((one) => one.port === port);
  if (listenersAt(samePort, { kind: 'tcp', host: address, port }).length > 0)
    return {
      is: 'unclear',
      because: `the database listens at ${where}, and the connection was refused all the same`,
      toConfirm: 'Check again: it may have been started just now',
    };
  if (samePort.length > 0)
    return {
      is: 'cause',
      cause: 'other-address',
      because: `the database listens at ${listed(samePort)}, and not at ${where}`,
    };
  if (tcp.length > 0)
    return {
      is: 'cause',
      cause: 'other-port',
      because: `the database listens at ${listed(tcp)}, and not at ${where}`,
    };
  const isHidden = servers.listeners.some(({ processes }) => processes.length === 0);
  const files = servers.listeners.filter(({ protocol }) => protocol === 'unix');
  if (files.length === 0 || isHidden)
    return {
      is: 'unclear',
      because: `a database server runs, and where it listens may not be seen; at ${where} it does not`,
      toConfirm: 'Look as its user, or with --sudo',
    };
  const user = userOf(seen, servers);
  if (user !== undefined)
    return {
      is: 'elsewhere',
      because: `the database takes connections at ${listed(files)} only, where ${user} is connected`,
      toConfirm: 'Log in there by hand: sudo mysql',
    };
  return {
    is: 'cause',
    cause: 'only-socket',
    because: `the database takes connections at ${listed(files)}, and at no port`,
  };
};

/** Something accepted the connection, and did not speak as a database does. */
const whenStrange = (
  { address, port }: MysqlAttempt,
  { listeners }: { readonly listeners: ListenersSeen },
): RunsState => {
  const where = shownEndpoint({ address, port });
  const owners = listenersAt(listeners.listeners, { kind: 'tcp', host: address, port }).flatMap(
    ({ processes }) => processes,
  );
  const [first] = owners;
  if (first === undefined)
    return {
      is: 'unclear',
      because: `whose program listens at ${where} may not be seen`,
      toConfirm: 'Look as the administrator: --sudo',
    };
  const shown = `${first.name} (process ${first.pid})`;
  if (owners.some(isDatabase)) return { is: 'ok', because: `${shown} listens at ${where}` };
  if (owners.some(({ name }) => inBetween.test(name)))
    return {
      is: 'unclear',
      because: `${shown} listens at ${where}, and may hand on to a database that was not seen`,
    };
  return {
    is: 'cause',
    cause: 'other-program',
    because: `${shown} listens at ${where}, and is no database server`,
  };
};

/**
 * What the server itself shows of the database that was looked for there; nothing when it was looked for elsewhere, or
 * when nobody could look.
 */
export const runsState = (
  attempt: MysqlAttempt | undefined,
  seen: RunsSeen,
  target: Target,
): RunsState | undefined => {
  const { listeners } = seen;
  if (!attempt || !listeners || attempt.via === 'site' || classify(attempt.address) !== 'loopback')
    return undefined;
  const isAnswered = attempt.state === 'greeting' || attempt.state === 'error-packet';
  // What the list shows is compared with a port that was asked at.
  if (attempt.socket !== undefined && !isAnswered) return undefined;
  switch (attempt.state) {
    case 'greeting':
    case 'error-packet':
      return {
        is: 'ok',
        because: `a database server answers at ${askedAt(attempt)}`,
      };
    case 'refused':
      return whenRefused(attempt, { ...seen, listeners }, target);
    case 'closed':
    case 'not-mysql':
    case 'reset':
    case 'silent':
      return whenStrange(attempt, { listeners });
    default:
      return { is: 'unclear', because: `${askedAt(attempt)} was not reached` };
  }
};

export interface DatabaseSeen extends RunsSeen {
  readonly mysql?: MysqlSeen;
}

/** ER_CON_COUNT_ERROR and ER_SERVER_SHUTDOWN: said to everybody, wherever they come from and as whom. */
const toEverybody: ReadonlySet<number> = new Set([1040, 1053]);

/** The database was asked on its own way, and nobody who needs it can do better: what it did instead. */
export const withoutDatabase = ({ mysql, ...inside }: DatabaseSeen, target: Target): string | undefined => {
  const attempt = mysql && wayIn(mysql);
  if (!attempt || attempt.state === 'way-in-failed') return undefined;
  // There is none on this server, or the program uses it at another place.
  const state = runsState(attempt, inside, target)?.is;
  if (state === 'none' || state === 'elsewhere') return undefined;
  if (!spoke(attempt)) return 'does not answer';
  return toEverybody.has(refusal(attempt) ?? 0)
    ? `turns everybody away (error ${refusal(attempt)})`
    : undefined;
};
