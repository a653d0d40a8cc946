import type { Listener, ListenersSeen } from './seen/listeners.ts';
import type { ProcessesSeen } from './seen/processes.ts';
import { isDatabase } from './servers.ts';
import type { Target } from './target.ts';

interface ServersSeen {
  readonly listeners: ListenersSeen;
  readonly processes?: ProcessesSeen;
}

/** The file of a database whose process may not be seen. */
const looksLikeSocket = /\/(?:mysqld?|mariadbd?)[\w.-]{0,40}\.sock$/;

export interface Servers {
  readonly pids: ReadonlySet<number>;
  readonly listeners: readonly Listener[];
}

/** The database servers of this machine; only the one at a certain file where the target names that. */
export const serversIn = ({ listeners, processes }: ServersSeen, { inside }: Target): Servers => {
  const file = inside?.database?.socket;
  const all = listeners.listeners;
  const isOne = ({ protocol, address, processes: owners }: Listener): boolean => {
    if (file !== undefined) return protocol === 'unix' && address === file;
    if (owners.length > 0) return owners.some(isDatabase);
    return protocol === 'unix' && looksLikeSocket.test(address);
  };
  const found = all.filter(isOne);
  const running = file === undefined ? (processes?.processes ?? []) : [];
  const pids = new Set([
    ...found.flatMap((one) => one.processes.map(({ pid }) => pid)),
    ...running.filter(isDatabase).map(({ pid }) => pid),
  ]);
  const own = all.filter((one) => found.includes(one) || one.processes.some(({ pid }) => pids.has(pid)));
  return { pids, listeners: own };
};
