import type { Link, Listener } from './inside.ts';

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
    const [state, , , local = ''] = line.trim().split(/\s+/);
    const endpoint = state === 'LISTEN' ? endpointOf(local) : undefined;
    return endpoint ? [{ protocol: 'tcp', ...endpoint, processes: distinct(ownersIn(line)) }] : [];
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

/** `ss -Htnp state established`: without the column of the state. */
export const tcpLinks = (out: string): Link[] =>
  out.split('\n').flatMap((line): Link[] => {
    const [, , , peer = ''] = line.trim().split(/\s+/);
    const endpoint = endpointOf(peer);
    if (!endpoint) return [];
    const [owner] = ownersIn(line);
    return [{ protocol: 'tcp', to: endpoint.address, port: endpoint.port, ...owner }];
  });

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
