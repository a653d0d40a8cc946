import { isIPv6 } from 'node:net';
import type { Endpoint } from './address.ts';
import type { Listener, ListenersSeen } from './seen/listeners.ts';
import type { ProcessesSeen } from './seen/processes.ts';
import type { Target } from './target.ts';
import { isNginx } from './servers.ts';

/** A listener of `::` is one for IPv6 only: one for both is written `*` (ss(8)). */
export const takes = ({ protocol, address, port }: Listener, at: Endpoint): boolean =>
  protocol === 'tcp' &&
  port === at.port &&
  (address === '*' || address === at.address || address === (isIPv6(at.address) ? '::' : '0.0.0.0'));

/** Who takes connections there; who listens at this very address goes before who listens at all (ip(7), bind). */
export const listenerAt = ({ listeners }: ListenersSeen, at: Endpoint): Listener | undefined =>
  listeners.find((one) => takes(one, at) && one.address === at.address) ??
  listeners.find((one) => takes(one, at));

/** Somebody else than Nginx has the port; whose it is, is seen. */
export const isOthers = ({ processes }: Listener): boolean =>
  processes.length > 0 && !processes.some(isNginx);

export const namesOf = ({ processes }: Listener): string =>
  [...new Set(processes.map(({ name }) => name))].slice(0, 2).join(' and ');

export const nameOf = ({ processes: [first] }: Listener): string =>
  first ? `${first.name} (process ${first.pid})` : 'a program';

/** Of several that run on one machine, the one with these files (`nginx -p`). */
export const runs = ({ processes }: ProcessesSeen, { inside }: Target): boolean => {
  const prefix = inside?.nginx?.prefix;
  return processes
    .filter(isNginx)
    .some(({ words }) => (prefix === undefined ? !words.includes('-p') : words.includes(prefix)));
};

/** Every process that has the port is stopped by a signal (signal(7), SIGSTOP). */
export const isStopped = ({ processes }: Listener, all: ProcessesSeen | undefined): boolean =>
  processes.length > 0 &&
  processes.every(({ pid }) => all?.processes.find((one) => one.pid === pid)?.state === 'T');

/** Somebody is there, whatever the attempt said. */
export const isListenedAt = (listeners: ListenersSeen, at: Endpoint): boolean =>
  listenerAt(listeners, at) !== undefined;

/** Who listens there, for a sentence. */
export const listenerName = (listeners: ListenersSeen, at: Endpoint): string => {
  const heard = listenerAt(listeners, at);
  return heard ? namesOf(heard) || 'a program' : 'nobody';
};

/** Connections are taken there by the system alone: the program that should answer is stopped. */
export const isFrozenAt = (
  { listeners, processes }: { readonly listeners?: ListenersSeen; readonly processes?: ProcessesSeen },
  at: Endpoint,
): boolean => {
  const heard = listeners && listenerAt(listeners, at);
  return heard !== undefined && isStopped(heard, processes);
};
