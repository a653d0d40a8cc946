import { isIP } from 'node:net';
import { shownEndpoint } from './address.ts';
import { backendOf, backendsOf, listenersAt, passesOf, type Backend } from './arrow.ts';
import type { Listener, ListenersSeen } from './seen/listeners.ts';
import type { NginxPass, NginxSeen } from './seen/nginx.ts';
import type { ProcessesSeen } from './seen/processes.ts';
import { isServicePort, isSystemSocket, isTool, runsFor } from './runtimes.ts';

/** A program that listens, and to which Nginx hands nothing on. */
export interface Elsewhere {
  readonly protocol: Listener['protocol'];
  /** One sentence's part: who listens, and where. */
  readonly words: string;
  /** It is the program of this site by its folder, and not because there is no other one. */
  readonly isKnown: boolean;
  /** A port can be asked by hand. */
  readonly url?: string;
}

export interface ElsewhereSeen {
  readonly nginx?: NginxSeen;
  readonly listeners?: ListenersSeen;
  readonly processes?: ProcessesSeen;
  /** In which the program of this site works, when that is known without looking for it. */
  readonly folder?: string;
}

type Owner = Listener['processes'][number];

/** A place, and the program that took it. */
interface Taken {
  readonly listener: Listener;
  readonly owner: Owner;
}

/** `http://127.0.0.1:8000/`, `fastcgi://unix:/run/app.sock:`: where Nginx looked, as it writes it, and with which directive. */
export const lookedAt = (
  upstream: string,
): { readonly kind: NginxPass['kind']; readonly backend: Backend } | undefined => {
  const [, scheme = ''] = /^(https?|fastcgi|uwsgi|suwsgi|scgi|grpcs?):\/\//.exec(upstream) ?? [];
  const kind = scheme.startsWith('http') ? 'proxy' : scheme.replace(/^s(?=uwsgi)|s$/, '');
  const backend = backendOf(upstream, scheme === 'https' ? 443 : 80);
  return scheme === '' || !backend ? undefined : { kind: kind as NginxPass['kind'], backend };
};

/** Some directive leads there; what a host name stands for is not known, so its port counts alone. */
const isNamed = (listener: Listener, backends: readonly Backend[]): boolean =>
  backends.some(
    (backend) =>
      listenersAt([listener], backend).length > 0 ||
      (backend.kind === 'tcp' && backend.port === listener.port && isIP(backend.host) === 0),
  );

const wordsOf = ({ pid }: Owner, processes: ProcessesSeen | undefined): readonly string[] =>
  processes?.processes.find((one) => one.pid === pid)?.words ?? [];

const isBelow = (path: string | undefined, folder: string): boolean =>
  path === folder || (path?.startsWith(`${folder}/`) ?? false);

/** By where it works, where its socket lies, or the file that it was started with: `php-fpm: master process (/srv/app/fpm.conf)`. */
const belongsTo = (
  folder: string,
  { listener, owner }: Taken,
  processes: ProcessesSeen | undefined,
): boolean =>
  isBelow(owner.folder, folder) ||
  (listener.protocol === 'unix' && isBelow(listener.address, folder)) ||
  wordsOf(owner, processes).some((word) => isBelow(word.replace(/^\(/, ''), folder));

/** Of a socket that is of no site by its number or its path. */
const isService = ({ protocol, port, address }: Listener): boolean =>
  protocol === 'tcp' ? port === undefined || isServicePort(port) : isSystemSocket(address);

const isOfNginx = (listener: Listener, { servers }: NginxSeen): boolean =>
  servers.some(({ listens }) =>
    listens.some(({ port, address }) =>
      port === undefined ? address === listener.address : port === listener.port,
    ),
  );

const distinctPlaces = (all: readonly Taken[]): number =>
  new Set(all.map(({ listener: { port, address } }) => port ?? address)).size;

const shownPlace = ({ address, port }: Listener): string => {
  if (port === undefined) return address;
  return address === '*' ? `port ${port} of every address` : shownEndpoint({ address, port });
};

const urlOf = ({ address, port }: Listener): string | undefined => {
  if (port === undefined) return undefined;
  const host = ['*', '0.0.0.0', '::'].includes(address) ? '127.0.0.1' : address;
  return `http://${shownEndpoint({ address: host, port })}/`;
};

const shownProgram = ({ name, pid, folder }: Owner): string =>
  `${name} (process ${pid}${folder === undefined || folder === '/' ? '' : `, in ${folder}`})`;

/** All places at which a program of this kind listens and to which Nginx hands nothing on. */
const unnamed = (listeners: readonly Listener[], kind: NginxPass['kind']): readonly Taken[] =>
  listeners.flatMap((listener) => {
    const owner = listener.processes
      .toSorted((a, b) => a.pid - b.pid)
      .find(({ name }) => runsFor(kind, name));
    return owner ? [{ listener, owner }] : [];
  });

/**
 * The one program that listens where Nginx does not look. Of several nobody can say which is meant, and where owners may not be
 * seen there may be several.
 */
export const listensElsewhere = (
  { nginx, listeners, processes, folder }: ElsewhereSeen,
  kind: NginxPass['kind'],
): Elsewhere | undefined => {
  if (!nginx || !listeners || nginx.mistake) return undefined;
  const passes = passesOf(nginx.servers).map((pass) => backendsOf(nginx, pass));
  // What a variable holds is not known: it may lead to any of them.
  if (passes.some((backends) => backends.length === 0)) return undefined;
  const free = listeners.listeners.filter(
    (one) => !isNamed(one, passes.flat()) && !isService(one) && !isOfNginx(one, nginx),
  );
  const all = unnamed(free, kind);
  const own = folder === undefined ? [] : all.filter((one) => belongsTo(folder, one, processes));
  const others =
    folder !== undefined || free.some((one) => one.processes.length === 0)
      ? []
      : all.filter(({ owner }) => !isTool(wordsOf(owner, processes)));
  const possible = own.length > 0 ? own : others;
  const [one] = possible;
  if (!one || distinctPlaces(possible) > 1) return undefined;
  const { listener, owner } = one;
  const url = kind === 'proxy' ? urlOf(listener) : undefined;
  return {
    protocol: listener.protocol,
    words: `${shownProgram(owner)} listens at ${shownPlace(listener)}, to which no line of Nginx's configuration leads`,
    isKnown: own.length > 0,
    ...(url === undefined ? {} : { url }),
  };
};
