import type { AppSeen } from './seen/app.ts';
import type { DatabaseThread, HangSeen } from './seen/hang.ts';
import type { HttpExchange } from './seen/http.ts';
import type { Strength } from './check.ts';
import { computes, howToLook, isIdle, overSocket, seconds, threadsOf, type HangEvidence } from './hang.ts';

/** Milliseconds. web.dev, "Time to First Byte": what is above 1.8 s is poor. */
export const slow = 2_000;

/** Milliseconds between a request and the first byte of its answer, without what connecting took. */
export const waited = ({
  times: { connected = 0, secured, firstByte = 0 },
}: Pick<HttpExchange, 'times'>): number => firstByte - (secured ?? connected);

/** Each answer of the page came, none is an error, and all of them came late. */
export const isSlow = ({ answers }: AppSeen): boolean =>
  answers.length > 0 &&
  answers.every((one) => one.outcome === 'answer' && (one.status ?? 0) < 500 && waited(one) >= slow);

/** For what the program works or waits before a page begins to come. */
export type SlowCause = 'waits-for-database' | 'computes' | 'waits';

export interface SlowReason {
  readonly cause: SlowCause;
  /** Goes on after how late the page came. */
  readonly words: string;
  readonly strength?: Strength;
  readonly toConfirm?: string;
}

interface Seen extends SlowReason {
  /** By then it had been seen, and nothing of the page had come. */
  readonly ms: number;
}

/** It came late once more. */
const isLateAgain = ({ status = 500, times }: HangSeen['request']): boolean =>
  status < 500 && waited({ times }) >= slow;

/** Nothing of the page had come when this was over. */
const isBefore = ({ request }: HangSeen, ms: number | undefined): ms is number =>
  ms !== undefined && ms <= (request.times.firstByte ?? 0);

const isAtWork = ({ command }: DatabaseThread): boolean => command === 'Query' || command === 'Execute';

/** Nothing came back over its connection until the last look. */
const isUnanswered = ({ links }: HangSeen, port?: number): boolean =>
  links.some(({ ownPort, isAsking }) => isAsking && (port === undefined || ownPort === port));

/** One statement and not many quick ones: it takes a second already, or the last look found it unanswered. */
const waitsForDatabase = (hang: HangSeen, own: readonly DatabaseThread[]): Seen | undefined => {
  const { threads, threadsMs, lookedMs } = hang;
  const working = own.filter(isAtWork);
  const words = 'a statement of the program was under way in the database';
  if (isBefore(hang, threadsMs) && working.some((one) => one.seconds >= 1))
    return { cause: 'waits-for-database', words, ms: threadsMs };
  if (!isBefore(hang, lookedMs)) return undefined;
  if (working.some(({ port }) => port !== undefined && isUnanswered(hang, port)))
    return { cause: 'waits-for-database', words, ms: lookedMs };
  return (threads === undefined || !isBefore(hang, threadsMs)) && isUnanswered(hang)
    ? {
        cause: 'waits-for-database',
        words: 'the program had sent something to the database, and nothing came back',
        ms: lookedMs,
        strength: 'likely',
        toConfirm: howToLook,
      }
    : undefined;
};

/** No statement of the program is under way, and none was between two looks. */
const asksNothing = (evidence: HangEvidence, hang: HangSeen, own: readonly DatabaseThread[]): boolean => {
  const { links, threadsMs } = hang;
  const told = isBefore(hang, threadsMs) ? own : [];
  const isResting = told.every(({ command, port, seconds: since }) => {
    // Of a connection over a socket only the database tells for how long it rests.
    return command === 'Sleep' && (port !== undefined || since >= 1);
  });
  const isTold = !overSocket(evidence) || told.some(({ port }) => port === undefined);
  return isTold && isResting && links.every(({ isAsking, isUsed }) => !isAsking && isUsed === false);
};

const waits = (evidence: HangEvidence, hang: HangSeen, own: readonly DatabaseThread[]): Seen | undefined => {
  const { direct, queues, lookedMs } = hang;
  const isInLine = queues.some(({ waiting }) => waiting > 0);
  // Asked without Nginx it is quick: then it is not the program that waits.
  const isQuick = direct !== undefined && direct.ms < slow;
  if (!isBefore(hang, lookedMs)) return undefined;
  if (!isIdle(hang) || isInLine || isQuick || !asksNothing(evidence, hang, own)) return undefined;
  const words = 'the program used no processor, and asked the database nothing';
  return direct
    ? { cause: 'waits', ms: lookedMs, words: `${words}; asked without Nginx it took ${seconds(direct.ms)}` }
    : {
        cause: 'waits',
        words,
        ms: lookedMs,
        strength: 'likely',
        toConfirm: 'Ask the program itself on the server, without Nginx, and see whether it takes as long.',
      };
};

const worksOn = (hang: HangSeen): Seen | undefined => {
  const busy = computes(hang);
  return busy !== undefined && isBefore(hang, hang.lookedMs)
    ? { cause: 'computes', words: busy, ms: hang.lookedMs }
    : undefined;
};

/** Why the page comes late, by what was seen before it came. The first that fits. */
export const slowReason = (evidence: HangEvidence): SlowReason | undefined => {
  const { hang } = evidence;
  if (!hang || !isLateAgain(hang.request)) return undefined;
  const own = threadsOf(evidence);
  const seen = waitsForDatabase(hang, own) ?? worksOn(hang) ?? waits(evidence, hang, own);
  if (!seen) return undefined;
  const { ms, words, ...reason } = seen;
  const when = `when it was asked for once more, and had not come after ${seconds(ms)}`;
  return { ...reason, words: `; ${when}, ${words}` };
};
