import type { DatabaseThread, HangSeen } from './seen/hang.ts';
import type { Listener } from './seen/listeners.ts';
import { statsIn, ticks } from './ps.ts';
import { tcpDetails } from './ss.ts';

/** One look at the server while a page hangs; two of them show what has changed. */
export interface HangLook {
  /** Seconds, by the server's own clock (proc_uptime(5)). */
  readonly at: number;
  readonly used: ReadonlyMap<number, Used>;
  readonly queues: HangSeen['queues'];
  readonly connections: readonly Asked[];
}

/** A process at that moment. */
interface Used {
  /** Of processor time, its own and the kernel's for it. */
  readonly ticks: number;
  /** It runs, or waits for a processor (`R`). */
  readonly isRunning: boolean;
}

/** An open connection of a program, with what went over it. */
interface Asked {
  readonly to: string;
  readonly port: number;
  readonly ownPort: number;
  readonly pid?: number;
  readonly sent: number;
  readonly received: number;
  /** Milliseconds since something was sent, and since something came. */
  readonly lastSent: number;
  readonly lastReceived: number;
}

/** Between the parts of the output. */
export const between = '=';

/** State, utime and stime: the 3rd, 14th and 15th field of the line (proc_pid_stat(5)); the first two are cut off. */
const usedIn = (text: string): ReadonlyMap<number, Used> =>
  new Map(
    statsIn(text.split('\n')).flatMap(([pid, fields]): [number, Used][] => {
      const used = Number(fields[11]) + Number(fields[12]);
      return Number.isFinite(used) ? [[pid, { ticks: used, isRunning: fields[0] === 'R' }]] : [];
    }),
  );

/** `ss -Hltn; ss -Hlx`: a line for each socket that takes connections; those of files begin with their kind. */
const queuesIn = (text: string): HangSeen['queues'] =>
  text.split('\n').flatMap((line) => {
    const words = line.trim().split(/\s+/);
    const [state, waiting, most, at = ''] = words[0] === 'LISTEN' ? words : words.slice(1);
    return state === 'LISTEN' && at !== ''
      ? [{ at, waiting: Number(waiting) || 0, most: Number(most) || 0 }]
      : [];
  });

/** `ss -Htinp state established`. */
const connectionsIn = (text: string): Asked[] =>
  tcpDetails(text).flatMap(({ link: { to, port, ownPort, pid }, details }): Asked[] => {
    if (port === undefined || ownPort === undefined) return [];
    const number = (name: string): number =>
      Number(new RegExp(`\\b${name}:(\\d{1,15})`).exec(details)?.[1] ?? 0);
    return [
      {
        to,
        port,
        ownPort,
        ...(pid === undefined ? {} : { pid }),
        sent: number('bytes_acked'),
        received: number('bytes_received'),
        lastSent: number('lastsnd'),
        lastReceived: number('lastrcv'),
      },
    ];
  });

export const lookIn = (out: string): HangLook => {
  const [first = '', listening = '', established = ''] = out.split(`\n${between}\n`);
  return {
    at: Number(/^\d{1,12}(?:\.\d{1,6})?/.exec(first)?.[0] ?? Number.NaN),
    used: usedIn(first),
    queues: queuesIn(listening),
    connections: connectionsIn(established),
  };
};

/** Of one processor, between two looks; none when hardly any time has gone by. */
export const usageBetween = (one: HangLook, other: HangLook): HangSeen['processes'] => {
  const seconds = other.at - one.at;
  if (!(seconds >= 0.1)) return [];
  return [...other.used].flatMap(([pid, now]) => {
    const before = one.used.get(pid);
    if (before === undefined) return [];
    const cpuPercent = Math.round((100 * Math.max(0, now.ticks - before.ticks)) / ticks / seconds);
    return [{ pid, cpuPercent, isRunning: before.isRunning && now.isRunning }];
  });
};

/** Milliseconds: the clock of a connection goes in steps of up to ten. */
const certainly = 50;

/** What was sent has had no answer, by what has changed or by what came last (tcp_info, ss(8): lastsnd, lastrcv). */
const isAsking = (now: Asked, before: Asked | undefined): boolean =>
  (before !== undefined && now.sent > before.sent && now.received === before.received) ||
  now.lastReceived - now.lastSent >= certainly;

interface Looks {
  /** The request had not been made yet. */
  readonly before: HangLook;
  readonly one: HangLook;
  readonly other: HangLook;
}

const sameIn = ({ connections }: HangLook, { ownPort, port }: Asked): Asked | undefined =>
  connections.find((one) => one.ownPort === ownPort && one.port === port);

/** The connections of these processes to the database. */
export const linksBetween = (
  { before, one, other }: Looks,
  pids: ReadonlySet<number>,
  isDatabase: (port: number) => boolean,
): HangSeen['links'] =>
  other.connections
    .filter(({ pid, port }) => pid !== undefined && pids.has(pid) && isDatabase(port))
    .map((now) => {
      const { to, port, ownPort, sent, received } = now;
      const then = sameIn(one, now);
      return {
        to,
        port,
        ownPort,
        isAsking: isAsking(now, sameIn(before, now)),
        isUsed: then?.sent !== sent || then.received !== received,
      };
    });

/** The queues of those sockets that are listed there. */
export const queuesOf = ({ queues }: HangLook, listeners: readonly Listener[]): HangSeen['queues'] => {
  const places = new Set(
    listeners.map(({ address, port }) =>
      port === undefined ? address : `${address.includes(':') ? `[${address}]` : address}:${port}`,
    ),
  );
  return queues.filter(({ at }) => places.has(at));
};

/** What `information_schema` is asked; it holds nothing that was typed or seen. */
export const threadsQuery = `SELECT p.USER, p.HOST, p.COMMAND, p.TIME, t.trx_state, t.trx_rows_locked, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()) FROM information_schema.PROCESSLIST p LEFT JOIN information_schema.INNODB_TRX t ON t.trx_mysql_thread_id = p.ID WHERE p.ID <> CONNECTION_ID() AND p.COMMAND <> 'Daemon' LIMIT 64`;

const mostThreads = 64;

/** `LOCK WAIT`, or any other state of a transaction with rows that are locked for it (INNODB_TRX). */
const locksOf = (state: string, rows: string): Pick<DatabaseThread, 'locks'> => {
  if (state === 'LOCK WAIT') return { locks: 'waits' };
  return Number(rows) > 0 ? { locks: 'holds' } : {};
};

const isCount = (text: string): boolean => /^\d{1,10}$/.test(text);

/** The answer to it, with tabs between the columns and `NULL` for what is not there (mysql(1), --batch). */
export const threadsIn = (out: string): DatabaseThread[] =>
  out
    .split('\n')
    .slice(0, mostThreads)
    .flatMap((line): DatabaseThread[] => {
      const [user = '', host = '', command = '', seconds = '', state = '', rows = '', open = ''] =
        line.split('\t');
      if (user === '' || !/^[\w ]{1,40}$/.test(command)) return [];
      const [, port] = /:(\d{1,5})$/.exec(host) ?? [];
      return [
        {
          user: user.slice(0, 80),
          ...(port === undefined ? {} : { port: Number(port) }),
          command,
          seconds: isCount(seconds) ? Number(seconds) : 0,
          ...locksOf(state, rows),
          ...(isCount(open) ? { openSeconds: Number(open) } : {}),
        },
      ];
    });

/** `%{http_code} %{time_total}` of curl(1): seconds; 000 when nothing came. */
export const directIn = (to: string, out: string): HangSeen['direct'] => {
  const [, status, seconds] = /^(\d{3}) (\d{1,4}(?:\.\d{1,6})?)/.exec(out.trim()) ?? [];
  if (seconds === undefined) return undefined;
  return {
    to,
    ...(status === '000' ? {} : { status: Number(status) }),
    ms: Math.round(Number(seconds) * 1000),
  };
};
