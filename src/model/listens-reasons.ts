import { isIPv6 } from 'node:net';
import { classify, shownEndpoint, type Endpoint } from './address.ts';
import type { Strength } from './check.ts';
import { isOthers, isStopped, listenerAt, nameOf, namesOf, runs } from './listening.ts';
import { isTold, takenFrom } from './nginx-listens.ts';
import { serversFor } from './nginx-names.ts';
import { standingRefusal, startCause, type StartCause } from './refusals.ts';
import type { ErrorsSeen } from './seen/errors.ts';
import type { Listener, ListenersSeen } from './seen/listeners.ts';
import type { NginxSeen } from './seen/nginx.ts';
import type { ProcessesSeen } from './seen/processes.ts';
import type { TcpAttempt, TcpSeen } from './seen/tcp.ts';
import type { Target } from './target.ts';
import { isNginx } from './servers.ts';

/** Why a port of the site lets nobody in, by who listens on the server and by what Nginx is told. */
export type ListensCause =
  | 'not-running'
  | StartCause
  | 'taken'
  | 'no-listen-line'
  | 'plain-not-configured'
  | 'other-address'
  | 'no-ipv6-listen'
  | 'not-reloaded'
  | 'other-program'
  | 'frozen'
  | 'queue-full';

export interface ListensSeen {
  readonly tcp: TcpSeen;
  readonly listeners: ListenersSeen;
  readonly nginx?: NginxSeen;
  readonly processes?: ProcessesSeen;
  readonly errors?: ErrorsSeen;
}

interface Reason {
  readonly cause: ListensCause;
  /** One sentence about these ports, of which one has been asked about here. */
  readonly because: (where: string) => string;
  readonly strength?: Strength;
}

export interface Explained extends Reason {
  readonly attempt: TcpAttempt;
}

const isOpen = ({ state }: TcpAttempt): boolean => state === 'open';

const isFull = ({ queue }: Listener): boolean => queue !== undefined && queue.waiting > queue.most;

const hanging = (heard: Listener, seen: ListensSeen, isSilent: boolean): Reason | undefined => {
  const program = nameOf(heard);
  if (isStopped(heard, seen.processes))
    return {
      cause: 'frozen',
      because: (where) => `${program} listens at ${where}, and is stopped by a signal (state T)`,
    };
  const { waiting = 0, most = 0 } = heard.queue ?? {};
  if (isSilent && isFull(heard))
    return {
      cause: 'queue-full',
      because: (where) =>
        `${program} listens at ${where} and accepts nobody: ${waiting} connections wait there, and no more than ${most} may`,
    };
  return undefined;
};

const wrongProgram = (
  heard: Listener,
  seen: ListensSeen,
  at: Endpoint,
  target: Target,
): Reason | undefined => {
  const { nginx } = seen;
  if (!nginx || !isOthers(heard) || target.standIns.includes('web')) return undefined;
  const own = serversFor(nginx, target.site.ascii).filter(({ names }) =>
    names.some((one) => /\w\w/.test(one)),
  );
  return isTold({ ...nginx, servers: own }, at)
    ? {
        cause: 'other-program',
        because: (where) => `${nameOf(heard)} listens at ${where}, where Nginx is told to serve this site`,
      }
    : undefined;
};

interface Refused {
  readonly cause: StartCause;
  readonly said: string;
}

/** What it said when it was started last, or what it would say now. */
const whyRefused = ({ nginx, errors }: ListensSeen): Refused | undefined => {
  if (!nginx) return undefined;
  const refusal = errors && standingRefusal(errors, nginx, []);
  if (refusal)
    return {
      cause: startCause(refusal),
      said: `it refused its configuration at ${refusal.at}: ${refusal.message}`,
    };
  const { mistake } = nginx;
  return mistake
    ? {
        cause: 'mistake-in-line',
        said: `line ${mistake.line} of ${mistake.file} is a mistake: ${mistake.said}`,
      }
    : undefined;
};

const notRunning = (seen: ListensSeen): Reason => {
  const { nginx, listeners } = seen;
  const taken = nginx && takenFrom(nginx, listeners);
  if (taken)
    return {
      cause: 'taken',
      because: (where) =>
        `no Nginx runs, so nobody listens at ${where}; port ${taken.port}, which its configuration wants, is held by ${namesOf(taken)}`,
    };
  const refused = whyRefused(seen);
  return refused === undefined
    ? { cause: 'not-running', because: (where) => `no Nginx runs, and nobody listens at ${where}` }
    : {
        cause: refused.cause,
        because: (where) => `no Nginx runs, so nobody listens at ${where}; ${refused.said}`,
      };
};

const misplaced = (elsewhere: readonly Listener[], attempt: TcpAttempt): Reason => {
  const shown = elsewhere.map(({ address, port = 0 }) => shownEndpoint({ address, port })).join(' and ');
  // Behind the address of a provider there can be another one, at which the server itself is.
  const isSure =
    classify(attempt.address) === 'loopback' ||
    elsewhere.every(({ address }) => classify(address) === 'loopback');
  return {
    cause: 'other-address',
    because: (where) => `Nginx listens at ${shown}, and nobody listens at ${where}`,
    ...(isSure ? {} : { strength: 'likely' }),
  };
};

/** Nobody listens there. */
const absent = (seen: ListensSeen, attempt: TcpAttempt, target: Target): Reason | undefined => {
  const { nginx, processes, listeners, tcp } = seen;
  if (!processes) return undefined;
  const isPlain = attempt.purpose === 'http' && tcp.attempts.some(isOpen);
  if (!runs(processes, target)) return isPlain ? undefined : notRunning(seen);
  if (!nginx) return undefined;
  if (isTold(nginx, attempt))
    return {
      cause: 'not-reloaded',
      because: (where) =>
        `the configuration tells Nginx to listen at ${where}, and the Nginx that runs does not`,
    };
  const elsewhere = listeners.listeners.filter(
    (one) => one.protocol === 'tcp' && one.port === attempt.port && one.processes.some(isNginx),
  );
  if (elsewhere.length > 0 && !isPlain) return misplaced(elsewhere, attempt);
  return {
    cause: isPlain ? 'plain-not-configured' : 'no-listen-line',
    because: (where) => `Nginx runs, and no listen line of its configuration is for ${where}`,
  };
};

/** What is closed there is open over IPv4, and Nginx listens for nothing else. */
const onlyIpv4 = ({ listeners, nginx, tcp }: ListensSeen, attempt: TcpAttempt): Reason | undefined => {
  const four = tcp.attempts.find(
    (one) => isOpen(one) && one.purpose === attempt.purpose && !isIPv6(one.address),
  );
  const heard = four && listenerAt(listeners, four);
  if (!heard?.processes.some(isNginx) || !nginx || isTold(nginx, attempt)) return undefined;
  return {
    cause: 'no-ipv6-listen',
    because: (where) =>
      `Nginx listens at ${shownEndpoint({ address: heard.address, port: attempt.port })}, and no listen line is for ${where}`,
  };
};

/** Nothing comes back where a refusal would: what nobody listens to is dropped on the way besides. */
const withSilence = (reason: Reason | undefined, { state }: TcpAttempt): Reason | undefined =>
  reason && state === 'silent' && reason.cause !== 'frozen' && reason.cause !== 'queue-full'
    ? {
        ...reason,
        strength: 'likely',
        because: (where) =>
          `${reason.because(where)}; that no refusal comes back means that something on the way drops packets besides`,
      }
    : reason;

const reasonFor = (
  seen: ListensSeen,
  attempt: TcpAttempt,
  isMissing: boolean,
  target: Target,
): Reason | undefined => {
  const { state, address } = attempt;
  if (state !== 'open' && state !== 'refused' && state !== 'silent') return undefined;
  const heard = listenerAt(seen.listeners, attempt);
  if (heard)
    return (
      hanging(heard, seen, state === 'silent') ??
      (state === 'open' ? wrongProgram(heard, seen, attempt, target) : undefined)
    );
  if (state === 'open') return undefined;
  if (isMissing) return withSilence(absent(seen, attempt, target), attempt);
  return isIPv6(address) ? withSilence(onlyIpv4(seen, attempt), attempt) : undefined;
};

/**
 * The attempts that leave visitors outside: no address of the site takes them. A site without https is the simplest stack
 * of the course, so that port is missed only where visitors are sent there.
 */
const missed = ({ attempts }: TcpSeen, wantsHttps: boolean): readonly TcpAttempt[] => {
  const isAny = attempts.some(isOpen);
  return attempts.filter(
    (one) =>
      !isOpen(one) &&
      !attempts.some((other) => isOpen(other) && other.purpose === one.purpose) &&
      (!isAny || one.purpose === 'http' || wantsHttps),
  );
};

/** Every attempt for which the inside of the server has a reason. */
export const listensReasons = (
  seen: ListensSeen,
  wantsHttps: boolean,
  target: Target,
): readonly Explained[] => {
  const missing = missed(seen.tcp, wantsHttps);
  const reasons = seen.tcp.attempts.flatMap((attempt) => {
    const reason = reasonFor(seen, attempt, missing.includes(attempt), target);
    return reason ? [{ ...reason, attempt }] : [];
  });
  // Who keeps Nginx from starting is told once.
  const isTaken = reasons.some(({ cause }) => cause === 'taken');
  return reasons.filter(({ cause }) => !isTaken || cause !== 'other-program');
};
