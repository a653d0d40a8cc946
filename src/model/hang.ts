import type { Strength } from './check.ts';
import type { DatabaseThread, HangSeen } from './seen/hang.ts';
import type { LinksSeen } from './seen/links.ts';

/** For what the program works or waits while Nginx waits for it. */
export type HangCause =
  'impatient' | 'rows-locked' | 'waits-for-database' | 'computes' | 'all-busy' | 'pool-taken' | 'waits';

export interface HangReason {
  readonly cause: HangCause;
  /** Goes on after who gave up on the program. */
  readonly words: string;
  readonly strength?: Strength;
  readonly toConfirm?: string;
}

export interface HangEvidence {
  readonly hang?: HangSeen;
  readonly links?: LinksSeen;
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const counted = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

/** Asked without Nginx it answers, and takes longer than Nginx waits. */
const impatient = ({ direct, request }: HangSeen): HangReason | undefined => {
  const isLater = direct !== undefined && direct.ms >= request.times.total * 0.8;
  if (direct?.status === undefined || request.status === undefined || !isLater) return undefined;
  return {
    cause: 'impatient',
    words: `; asked by the server itself, the program answers ${direct.status} after ${seconds(direct.ms)}, and Nginx gave up after ${seconds(request.times.total)}`,
  };
};

/** The program is connected to its database over a file (a unix socket). */
export const overSocket = ({ links }: HangEvidence): boolean =>
  links?.links.some(({ protocol }) => protocol === 'unix') ?? false;

/** The connections of the program, as the database sees them: by the port of their own end, or all those of the socket. */
export const threadsOf = (evidence: HangEvidence): readonly DatabaseThread[] => {
  const { hang } = evidence;
  const ports = new Set(hang?.links.map(({ ownPort }) => ownPort));
  const isOverSocket = overSocket(evidence);
  return (hang?.threads ?? []).filter(({ port }) => (port === undefined ? isOverSocket : ports.has(port)));
};

/** A connection at rest whose transaction has rows locked, and began before the other one had to wait. */
const holderOf = (threads: readonly DatabaseThread[], waiting: DatabaseThread): DatabaseThread | undefined =>
  threads.find(
    ({ command, locks, openSeconds = 0 }) =>
      command === 'Sleep' && locks === 'holds' && openSeconds >= waiting.seconds,
  );

const rowsLocked = (
  all: readonly DatabaseThread[],
  own: readonly DatabaseThread[],
): HangReason | undefined => {
  const [waiting] = own.filter(({ locks }) => locks === 'waits').toSorted((a, b) => b.seconds - a.seconds);
  const holder = waiting && holderOf(all, waiting);
  return holder
    ? {
        cause: 'rows-locked',
        words: `; a statement of the program waits for a row that is locked (LOCK WAIT), and a connection of the user ${holder.user} that does nothing (Sleep) keeps a transaction with locks open since ${holder.openSeconds} s`,
      }
    : undefined;
};

/** `Sleep` is a connection that nobody uses; these two work on a statement (SHOW PROCESSLIST, Command). */
const isAtWork = ({ command, seconds: since }: DatabaseThread): boolean =>
  (command === 'Query' || command === 'Execute') && since >= 1;

export const howToLook =
  "Look at what the connections do while the page hangs: sudo mysql -e 'SHOW FULL PROCESSLIST', or run the check with --sudo.";

const waitsForDatabase = (hang: HangSeen, own: readonly DatabaseThread[]): HangReason | undefined => {
  const [longest] = own.filter(isAtWork).toSorted((a, b) => b.seconds - a.seconds);
  if (longest)
    return {
      cause: 'waits-for-database',
      words: `; a statement of the program is under way in the database since ${longest.seconds} s${longest.locks === 'waits' ? ', and waits for a row that is locked' : ''}`,
    };
  return hang.threads === undefined && hang.links.some((link) => link.isAsking)
    ? {
        cause: 'waits-for-database',
        words: '; the program has sent something to the database, and nothing came back',
        strength: 'likely',
        toConfirm: howToLook,
      }
    : undefined;
};

/** Percent of one processor. On a busy computer also a program that never waits has to share. */
const much = 20;

/** Which process works, and how much. */
export const computes = ({ processes }: HangSeen): string | undefined => {
  const busy = processes.find(({ cpuPercent, isRunning }) => isRunning && cpuPercent >= much);
  return (
    busy &&
    `process ${busy.pid} of the program ran (state R) and used ${Math.min(100, busy.cpuPercent)} % of a processor`
  );
};

const atWork = (hang: HangSeen): HangReason | undefined => {
  const words = computes(hang);
  return words === undefined ? undefined : { cause: 'computes', words: `; meanwhile ${words}` };
};

const allBusy = ({ queues }: HangSeen): HangReason | undefined => {
  const full = queues.find(({ waiting }) => waiting > 0);
  return full
    ? {
        cause: 'all-busy',
        words: `; meanwhile ${counted(full.waiting, 'connection', 'connections')} at ${full.at} waited, and no process of the program accepted ${full.waiting === 1 ? 'it' : 'them'}`,
      }
    : undefined;
};

export const isIdle = ({ processes }: HangSeen): boolean =>
  processes.length > 0 && processes.every(({ cpuPercent, isRunning }) => !isRunning && cpuPercent < much);

/** Of Nginx and of us: nothing came in that time either. */
const patienceOf = ({ direct, request }: HangSeen): number => Math.max(direct?.ms ?? 0, request.times.total);

/** One connection may be all that a program ever opens. */
const fewest = 2;

/**
 * The program has accepted the request and does nothing. That all its connections to the database rest is what a pool
 * looks like from which every connection was taken; a program that waits for something else can look the same.
 */
const waits = (evidence: HangEvidence, hang: HangSeen): HangReason | undefined => {
  if (!isIdle(hang)) return undefined;
  const own = threadsOf(evidence);
  const isConnected = hang.links.length > 0 || overSocket(evidence);
  const isResting =
    own.length >= Math.max(1, hang.links.length) && own.every(({ command }) => command === 'Sleep');
  // What the program waits for may be an answer of the database, and nobody could look.
  if (isConnected && !isResting) return undefined;
  const idle = `uses no processor (${seconds(patienceOf(hang))} long no answer came)`;
  if (own.length >= fewest)
    return {
      cause: 'pool-taken',
      words: `; meanwhile the program ${idle}, and each of its ${own.length} connections to the database rests (Sleep)`,
      strength: 'likely',
      toConfirm:
        'Restart the program and load the page several times: if it comes a few times and then never again, connections are taken and not given back.',
    };
  return {
    cause: 'waits',
    words: `; meanwhile the program ${idle}, and it asks the database nothing`,
    ...(hang.direct
      ? {}
      : { strength: 'likely', toConfirm: 'Give Nginx more time for this page, and see whether it comes.' }),
  };
};

/** Why the page hangs, by what was seen while it did. The first that fits: what comes later is true of the earlier ones, too. */
export const hangReason = (evidence: HangEvidence): HangReason | undefined => {
  const { hang } = evidence;
  const hasHung = hang?.request.status === 504 || hang?.request.status === undefined;
  if (!hang || !hasHung) return undefined;
  if (hang.direct?.status !== undefined) return impatient(hang);
  const own = threadsOf(evidence);
  return (
    rowsLocked(hang.threads ?? [], own) ??
    waitsForDatabase(hang, own) ??
    atWork(hang) ??
    allBusy(hang) ??
    waits(evidence, hang)
  );
};
