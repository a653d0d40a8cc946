import type { NginxSeen, NginxServer } from './seen/nginx.ts';

/** Which server block answers, as Nginx itself decides it (ngx_http_core_module, server_name and listen). */

type Listen = NginxServer['listens'][number];

/** Where a connection arrives. */
export interface Arrival {
  readonly address: string;
  readonly port: number;
}

/** More of these in one expression, and it could take minutes to say no. */
const mostRepeated = 3;

/**
 * Whether the expression of a `server_name ~…` fits; nothing is said of one that is not known here, or that could take
 * long: it is a text of the server, and a name has up to 253 characters.
 */
const fitsExpression = (pattern: string, name: string): boolean => {
  const repeated = pattern.match(/[*+]|\{\d*,/g)?.length ?? 0;
  if (repeated > mostRepeated || /\)[*+{]/.test(pattern) || /\\\d|\(\?[^:P<i]/.test(pattern)) return false;
  try {
    return new RegExp(pattern.replaceAll('(?P<', '(?<').replaceAll('(?i)', ''), 'i').test(name);
  } catch {
    return false;
  }
};

/** How well a name fits: the best kind first, then the longer text. Expressions are all alike, the first one counts. */
const worth = (pattern: string, name: string): number => {
  const lower = pattern.toLowerCase();
  if (lower === name || lower === `.${name}`) return 4_000;
  if (lower.startsWith('*.') || lower.startsWith('.')) {
    const end = lower.slice(lower.indexOf('.'));
    return name.endsWith(end) && name.length > end.length ? 3_000 + end.length : 0;
  }
  if (lower.endsWith('.*')) {
    const begin = lower.slice(0, -1);
    return name.startsWith(begin) && name.length > begin.length ? 2_000 + begin.length : 0;
  }
  return pattern.startsWith('~') && fitsExpression(pattern.slice(1), name) ? 1_000 : 0;
};

const worthOf = ({ names }: NginxServer, name: string): number =>
  Math.max(0, ...names.map((pattern) => worth(pattern, name)));

/** `*` and `0.0.0.0` are one socket of IPv4; `::` is another. */
const everyAddress = new Set(['*', '0.0.0.0']);

const addressOf = ({ address }: Pick<Listen, 'address'>): string => {
  if (everyAddress.has(address)) return '*';
  return address === 'localhost' ? '127.0.0.1' : address.toLowerCase();
};

/** Two blocks that listen alike share a socket, and are told apart by name. */
export const socketOf = (listen: Listen): string =>
  listen.port === undefined ? `unix:${listen.address}` : `${addressOf(listen)} ${listen.port}`;

interface Held {
  readonly server: NginxServer;
  readonly listen: Listen;
}

const heldBy = (servers: readonly NginxServer[]): readonly Held[] =>
  servers.flatMap((server) => server.listens.map((listen) => ({ server, listen })));

/** Those on one socket, in the order of the configuration. */
const answersAmong = (held: readonly Held[], name: string): NginxServer | undefined => {
  const best = held.reduce<{ server?: NginxServer; worth: number }>(
    (sofar, { server }) => {
      const own = worthOf(server, name);
      return own > sofar.worth ? { server, worth: own } : sofar;
    },
    { worth: 0 },
  );
  return best.server ?? (held.find(({ listen }) => listen.isDefault) ?? held[0])?.server;
};

const isV6 = (address: string): boolean => address.includes(':');

/** The sockets of a port that a connection to this address comes to; the most exact one takes it. */
const takers = (held: readonly Held[], { address, port }: Arrival): readonly Held[] => {
  const there = held.filter(({ listen }) => listen.port === port);
  const at = (wanted: string): readonly Held[] => there.filter(({ listen }) => addressOf(listen) === wanted);
  const exact = at(address.toLowerCase());
  if (exact.length > 0) return exact;
  return at(isV6(address) ? '::' : '*');
};

export interface Answering {
  readonly server: NginxServer;
  /** Its names hold this one; otherwise it answers because it is the default of its socket. */
  readonly isByName: boolean;
}

/** The server block that answers for a name where a connection arrives; none when nothing listens there. */
export const answering = (
  { servers }: Pick<NginxSeen, 'servers'>,
  name: string,
  arrival: Arrival,
): Answering | undefined => {
  const server = answersAmong(takers(heldBy(servers), arrival), name);
  return server && { server, isByName: worthOf(server, name) > 0 };
};

/**
 * The server blocks that answer for a name, on whatever sockets: those that hold it, or else the defaults.
 */
export const serversFor = ({ servers }: Pick<NginxSeen, 'servers'>, name: string): readonly NginxServer[] => {
  const held = heldBy(servers);
  const sockets = [...new Set(held.map(({ listen }) => socketOf(listen)))];
  const chosen = new Set(
    sockets.flatMap(
      (socket) =>
        answersAmong(
          held.filter(({ listen }) => socketOf(listen) === socket),
          name,
        ) ?? [],
    ),
  );
  const all = servers.filter((server) => chosen.has(server));
  const named = all.filter((server) => worthOf(server, name) > 0);
  return named.length > 0 ? named : all;
};

/** A name that two blocks of one socket hold: the second one never answers for it. */
export interface NameTwice {
  readonly name: string;
  readonly socket: string;
  readonly first: NginxServer;
  readonly second: NginxServer;
}

export const namesTwice = ({ servers }: Pick<NginxSeen, 'servers'>): readonly NameTwice[] => {
  const seen = new Map<string, NginxServer>();
  return heldBy(servers).flatMap(({ server, listen }) =>
    [...new Set(server.names.map((name) => name.toLowerCase()))].flatMap((name): NameTwice[] => {
      const key = `${socketOf(listen)} ${name}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, server);
      return first === undefined || first === server
        ? []
        : [{ name, socket: socketOf(listen), first, second: server }];
    }),
  );
};
