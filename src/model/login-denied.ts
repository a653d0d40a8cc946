import { asCame } from './account-host.ts';
import { listenersAt } from './arrow.ts';
import { serversIn } from './db-servers.ts';
import type { AccountsSeen } from './seen/accounts.ts';
import type { Listener, ListenersSeen } from './seen/listeners.ts';
import type { MysqlAttempt } from './seen/mysql.ts';
import type { Target } from './target.ts';
import { whyDenied, type Denied } from './why-denied.ts';

export interface LoginDeniedSeen {
  readonly accounts?: AccountsSeen;
  readonly listeners?: ListenersSeen;
}

/** `/var/run` is another name of `/run` (Filesystem Hierarchy Standard 3.0, §5.13). */
const plainPath = (path: string): string => path.replace(/^\/var\/run\//, '/run/');

const listenersOf = (
  { address, port, socket }: MysqlAttempt,
  listeners: readonly Listener[],
): readonly Listener[] =>
  socket === undefined
    ? listenersAt(listeners, { kind: 'tcp', host: address, port })
    : listeners.filter((one) => one.protocol === 'unix' && plainPath(one.address) === plainPath(socket));

/** The one database of this server, whose list was read, is who has answered, and nothing that stands before another one. */
const isTheOne = (attempt: MysqlAttempt, listeners: ListenersSeen, target: Target): boolean => {
  const { pids } = serversIn({ listeners }, target);
  const there = listenersOf(attempt, listeners.listeners);
  return (
    pids.size === 1 &&
    there.length > 0 &&
    there.every(({ processes }) => processes.some(({ pid }) => pids.has(pid)))
  );
};

/** What the list of accounts says of the login that was given and refused with 1045, when it was tried on the server itself. */
export const loginDenied = (
  attempt: MysqlAttempt,
  { accounts, listeners }: LoginDeniedSeen,
  target: Target,
): Denied | undefined => {
  const { login, user, asStranger, via } = attempt;
  if (!accounts || !listeners || via === 'site' || asStranger) return undefined;
  if (login?.errno !== 1045 || !login.withPassword) return undefined;
  const from = asCame(attempt, accounts.looksUpNames);
  return from && isTheOne(attempt, listeners, target)
    ? whyDenied({ who: 'the login', user, from }, accounts)
    : undefined;
};
