import { canonical, classify } from './address.ts';
import { everywhere } from './arrow.ts';
import { mysqlxPort, type RunsSeen } from './db-runs.ts';
import { serversIn } from './db-servers.ts';
import type { MysqlSeen } from './seen/mysql.ts';
import type { Listener } from './seen/listeners.ts';
import { spoke, wayIn } from './mysql.ts';
import type { Target } from './target.ts';

export type OpenCause = 'every-address' | 'site-address' | 'x-protocol' | 'docker-publishes';

/** A socket of the database that others than the server itself may reach. */
export interface OpenListener {
  readonly cause: OpenCause;
  readonly listener: Listener;
}

export interface OpenSeen extends RunsSeen {
  readonly mysql?: MysqlSeen;
}

const isProxyOf = ({ protocol, port, processes }: Listener, { ports }: Target): boolean =>
  protocol === 'tcp' &&
  (port === ports.db || port === 3306) &&
  processes.some(({ name }) => name === 'docker-proxy');

/** Whose process may not be seen, at the port at which a database answered. */
const answered = ({ protocol, port, processes }: Listener, { mysql }: OpenSeen): boolean => {
  const attempt = mysql && wayIn(mysql);
  return (
    protocol === 'tcp' &&
    processes.length === 0 &&
    attempt !== undefined &&
    attempt.port === port &&
    spoke(attempt)
  );
};

/** The sockets at which the database takes connections over TCP. */
export const databaseListeners = (seen: OpenSeen, target: Target): readonly Listener[] => {
  const { listeners } = seen;
  if (!listeners) return [];
  const own = serversIn({ ...seen, listeners }, target).listeners;
  return listeners.listeners.filter(
    (one) => one.protocol === 'tcp' && (own.includes(one) || isProxyOf(one, target) || answered(one, seen)),
  );
};

/** By these a computer reaches itself and nobody else does, also where a site is tried out at one of them. */
const toItself: ReadonlySet<string> = new Set(['127.0.0.1', '::1']);

const isOfSite = (address: string, { mysql }: OpenSeen): boolean =>
  !toItself.has(canonical(address)) &&
  (mysql?.attempts ?? []).some((one) => one.via === 'site' && canonical(one.address) === canonical(address));

const causeOf = (listener: Listener, seen: OpenSeen, target: Target): OpenCause | undefined => {
  const { address, port } = listener;
  if (!everywhere.has(address))
    return isOfSite(address, seen) || classify(address) === 'public' ? 'site-address' : undefined;
  if (isProxyOf(listener, target)) return 'docker-publishes';
  return port === mysqlxPort && target.ports.db !== mysqlxPort ? 'x-protocol' : 'every-address';
};

/** Those that more than the server itself can reach, unless something else keeps them from it. */
export const openListeners = (seen: OpenSeen, target: Target): readonly OpenListener[] =>
  databaseListeners(seen, target).flatMap((listener) => {
    const cause = causeOf(listener, seen, target);
    return cause === undefined ? [] : [{ cause, listener }];
  });

/** Whether a connection to this address reaches it; `0.0.0.0` is every address of IPv4 only. */
export const takesAt = ({ cause, listener }: OpenListener, address: string): boolean => {
  if (cause === 'x-protocol') return false;
  if (listener.address === '0.0.0.0') return !address.includes(':');
  return everywhere.has(listener.address) || canonical(listener.address) === canonical(address);
};
