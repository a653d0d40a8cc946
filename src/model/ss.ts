import type { Link } from './seen/links.ts';
import type { Listener } from './seen/listeners.ts';

/** An open connection and how much has gone over it. */
export interface Counted extends Link {
  /** Bytes in both directions, since it was opened. */
  readonly bytes: number;
}

/** An open connection, and the lines about it as they stand there. */
interface Detailed {
  readonly link: Link;
  readonly details: string;
}

type Owner = Listener['processes'][number];

/** `users:(("nginx",pid=12,fd=6),("nginx",pid=13,fd=6))` (ss(8), -p). */
const ownersIn = (text: string): Owner[] =>
  [...text.matchAll(/\("([^"]{1,64})",pid=(\d{1,10}),fd=\d+\)/g)].map(([, name = '', pid]) => ({
    name,
    pid: Number(pid),
  }));

const distinct = (owners: readonly Owner[]): Owner[] =>
  owners.filter(({ pid }, at) => owners.findIndex((other) => other.pid === pid) === at).slice(0, 16);

/** `127.0.0.1:80`, `[::1]:80`, `*:80`, `127.0.0.53%lo:53`. */
const endpointOf = (text: string): { readonly address: string; readonly port: number } | undefined => {
  const [, host = '', port] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  return port === undefined
    ? undefined
    : { address: host.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, ''), port: Number(port) };
};

/** `ss -Hltnp`: a line for each socket that takes TCP connections. */
export const tcpListeners = (out: string): Listener[] =>
  out.split('\n').flatMap((line): Listener[] => {
    const [state, waiting, most, local = ''] = line.trim().split(/\s+/);
    const endpoint = state === 'LISTEN' ? endpointOf(local) : undefined;
    return endpoint
      ? [
          {
            protocol: 'tcp',
            ...endpoint,
            processes: distinct(ownersIn(line)),
            queue: { waiting: Number(waiting) || 0, most: Number(most) || 0 },
          },
        ]
      : [];
  });

/** A line of `ss -Hxp`: the local path and number, the number of the other end. */
const unixLine = /^u_(?:str|seq)\s+(\S+)\s+\d+\s+\d+\s+(.*?)\s+(\d+)\s+\*\s+(\d+)\s*(users:.*)?$/;

/** `ss -Hlxp`. Names without a file (`@…`) are left out. */
export const unixListeners = (out: string): Listener[] =>
  out.split('\n').flatMap((line): Listener[] => {
    const [, state, path = '', , , users = ''] = unixLine.exec(line.trim()) ?? [];
    return state === 'LISTEN' && path.startsWith('/')
      ? [{ protocol: 'unix', address: path, processes: distinct(ownersIn(users)) }]
      : [];
  });

/** `ls -ld /proc/PID/cwd`: a line for each, ` /proc/300/cwd -> /srv/site` at its end. */
export const foldersIn = (out: string): ReadonlyMap<number, string> =>
  new Map(
    out.split('\n').flatMap((line): [number, string][] => {
      const [, pid, path] = / \/proc\/(\d{1,10})\/cwd -> (\/.{0,300})$/.exec(line) ?? [];
      return pid === undefined || path === undefined ? [] : [[Number(pid), path]];
    }),
  );

/** Whose folder was seen, with it. */
export const inFolders = (listeners: readonly Listener[], folders: ReadonlyMap<number, string>): Listener[] =>
  listeners.map((one) => ({
    ...one,
    processes: one.processes.map((owner) => {
      const folder = folders.get(owner.pid);
      return folder === undefined ? owner : { ...owner, folder };
    }),
  }));

/** `ss -Htnp state established`: without the column of the state. */
export const tcpLinks = (out: string): Link[] =>
  out.split('\n').flatMap((line): Link[] => {
    const [, , own = '', peer = ''] = line.trim().split(/\s+/);
    const endpoint = endpointOf(peer);
    if (!endpoint) return [];
    const [owner] = ownersIn(line);
    const ownPort = endpointOf(own)?.port;
    return [
      {
        protocol: 'tcp',
        to: endpoint.address,
        port: endpoint.port,
        ...(ownPort === undefined ? {} : { ownPort }),
        ...owner,
      },
    ];
  });

/** `bytes_acked`, `bytes_received` (ss(8), -i; RFC 4898): what has arrived, there and here. */
const bytesIn = (details: string): number =>
  [...details.matchAll(/\bbytes_(?:acked|received):(\d{1,15})/g)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );

/** `ss -Htinp state established`: each connection has a second line, which is indented. */
export const tcpDetails = (out: string): Detailed[] => {
  const found: Detailed[] = [];
  for (const line of out.split('\n')) {
    const last = found.at(-1);
    if (last && /^\s/.test(line)) found[found.length - 1] = { ...last, details: `${last.details}${line}` };
    const [link] = /^\s/.test(line) ? [] : tcpLinks(line);
    if (link) found.push({ link, details: line });
  }
  return found;
};

/** The same, with what has gone over each. */
export const tcpCounts = (out: string): Counted[] =>
  tcpDetails(out).map(({ link, details }) => ({ ...link, bytes: bytesIn(details) }));

/** `ss -Hxp`: each end of a connection is a line of its own, and only the end that was listened at has a path. */
export const unixLinks = (out: string): Link[] => {
  const ends = out.split('\n').flatMap((line) => {
    const [, state, path = '', own = '', other = '', users = ''] = unixLine.exec(line.trim()) ?? [];
    return state === 'ESTAB' ? [{ path, own, other, users }] : [];
  });
  const paths = new Map(ends.filter(({ path }) => path.startsWith('/')).map(({ own, path }) => [own, path]));
  return ends.flatMap(({ other, users, path }): Link[] => {
    const to = path.startsWith('/') ? undefined : paths.get(other);
    const [owner] = ownersIn(users);
    return to === undefined ? [] : [{ protocol: 'unix', to, ...owner }];
  });
};
