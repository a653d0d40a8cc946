import type { Listener, ListenersSeen } from './seen/listeners.ts';
import type { NginxPass, NginxSeen, NginxServer } from './seen/nginx.ts';
import { serversFor } from './nginx-names.ts';

/** Where Nginx hands a request on to. */
export type Backend =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

/** Every arrow out of these server blocks. */
export const passesOf = (servers: readonly NginxServer[]): readonly NginxPass[] =>
  servers.flatMap(({ passes, locations }) => [
    ...passes,
    ...locations.flatMap((location) => location.passes),
  ]);

/** `http://127.0.0.1:8000/x`, `127.0.0.1:9000`, `unix:/run/app.sock`, `http://unix:/run/app.sock:/x`. */
export const backendOf = (to: string, byDefault: number): Backend | undefined => {
  const bare = to.replace(/^[a-z]+:\/\//, '');
  const [, path] = /^unix:([^:]+)/.exec(bare) ?? [];
  if (path !== undefined) return { kind: 'unix', path };
  const [, v6, host = '', port] = /^(?:\[([^\]]+)\]|([^:/$]+))(?::(\d{1,5}))?(?:\/|$)/.exec(bare) ?? [];
  const name = v6 ?? host;
  return name === '' ? undefined : { kind: 'tcp', host: name, port: Number(port ?? byDefault) };
};

const defaultPort = ({ kind, to }: NginxPass): number =>
  kind === 'proxy' ? (to.startsWith('https:') ? 443 : 80) : 9000;

/** Where an arrow ends: the servers of an upstream when it has that name. What holds a variable is not known. */
export const backendsOf = ({ upstreams }: NginxSeen, pass: NginxPass): readonly Backend[] => {
  const [, name = ''] = /^(?:[a-z]+:\/\/)?([^/:$]+)/.exec(pass.to) ?? [];
  const upstream = pass.to.includes('unix:') ? undefined : upstreams.find((one) => one.name === name);
  const port = defaultPort(pass);
  return (upstream?.servers ?? [pass.to]).flatMap((to) => backendOf(to, upstream ? 80 : port) ?? []);
};

export const shownBackend = (backend: Backend): string =>
  backend.kind === 'unix' ? backend.path : `${backend.host}:${backend.port}`;

/** How ss(8) writes every address of this machine, of one family or of both. */
export const everywhere: ReadonlySet<string> = new Set(['*', '0.0.0.0', '::']);

const isAt = ({ address }: Listener, host: string): boolean => {
  if (everywhere.has(address)) return true;
  return host === 'localhost' ? address === '127.0.0.1' || address === '::1' : address === host;
};

/** Who takes connections there. */
export const listenersAt = (listeners: readonly Listener[], backend: Backend): readonly Listener[] =>
  listeners.filter((one) =>
    backend.kind === 'unix'
      ? one.protocol === 'unix' && one.address === backend.path
      : one.protocol === 'tcp' && one.port === backend.port && isAt(one, backend.host),
  );

/** All places to which Nginx hands on what visitors of this site ask for. */
export const backendsFor = (nginx: NginxSeen, name: string): readonly Backend[] => {
  const all = passesOf(serversFor(nginx, name)).flatMap((pass) => backendsOf(nginx, pass));
  return all.filter((one, at) => all.findIndex((other) => shownBackend(other) === shownBackend(one)) === at);
};

/** The programs that listen there: of a program and its workers, which all hold the socket, the first. */
export const mainsOf = (listeners: readonly Listener[]): Listener['processes'] =>
  listeners.flatMap(({ processes }) => processes.toSorted((a, b) => a.pid - b.pid).slice(0, 1));

/** Who takes connections where Nginx hands on what visitors of this site ask for. */
export const behindNginx = (
  nginx: NginxSeen,
  { listeners }: ListenersSeen,
  name: string,
): readonly Listener[] => backendsFor(nginx, name).flatMap((backend) => listenersAt(listeners, backend));
