import { backendsFor, backendsOf, listenersAt, passesOf, shownBackend, type Backend } from './arrow.ts';
import type { Strength } from './check.ts';
import { listensElsewhere, lookedAt, type ElsewhereSeen } from './elsewhere.ts';
import type { ErrorsSeen, NginxError } from './seen/errors.ts';
import type { Listener } from './seen/listeners.ts';
import type { NginxPass, NginxSeen } from './seen/nginx.ts';
import { serversFor } from './nginx-names.ts';
import type { ProcessesSeen } from './seen/processes.ts';
import { isStopped } from './listening.ts';
import { secondsBetween } from './nginx-errors.ts';
import { tableOf } from './table-of.ts';

/** Why Nginx got no answer from the program behind it, by its own error log. */
export type GatewayCause =
  | 'not-listening'
  | 'other-port'
  | 'socket-missing'
  | 'other-socket'
  | 'other-kind'
  | 'socket-denied'
  | 'socket-left-over'
  | 'no-answer-in-time'
  | 'frozen'
  | 'no-connection-in-time'
  | 'closed-early'
  | 'reset'
  | 'header-too-big'
  | 'head-buffer-small'
  | 'other-protocol'
  | 'tls-to-plain'
  | 'none-alive';

export interface GatewaySeen extends ElsewhereSeen {
  readonly errors?: ErrorsSeen;
}

export interface GatewayReason {
  readonly cause: GatewayCause;
  readonly because: string;
  /** Weaker than the cause's own. */
  readonly strength?: Strength;
  readonly toConfirm?: string;
}

/** Seconds: as long as a whole check may take, and longer. */
const recent = 60;

/** What Nginx wrote last about a program that it asked for this page of this site; other pages have other reasons. */
const lastOf = ({ errors, readAt }: ErrorsSeen, name: string, path: string): NginxError | undefined =>
  errors.findLast(
    ({ at, upstream, host, server, request }) =>
      (request === undefined || request.endsWith(` ${path}`)) &&
      (upstream !== undefined || server !== undefined) &&
      secondsBetween(at, readAt) <= recent &&
      (host === undefined || host.replace(/:\d+$/, '') === name || server === name),
  );

/** The number of an error is the operating system's (errno(3)); without one there are only Nginx's words. */
const byNumber: Readonly<Record<string, GatewayCause>> = tableOf({
  '2 connecting': 'socket-missing',
  '13 connecting': 'socket-denied',
  '104 reading': 'reset',
  '110 connecting': 'no-connection-in-time',
  '110 reading': 'no-answer-in-time',
});

/** ngx_http_upstream.c, ngx_http_proxy_module.c, ngx_http_fastcgi_module.c. */
const byWords: readonly (readonly [RegExp, GatewayCause])[] = [
  [/^upstream prematurely closed (?:connection|FastCGI stdout)/, 'closed-early'],
  [/^upstream sent too big header/, 'header-too-big'],
  [
    /^upstream sent (?:no valid HTTP|unsupported FastCGI protocol|invalid header|too (?:small|big) (?:FastCGI|uwsgi))/,
    'other-protocol',
  ],
  [/^SSL_do_handshake\(\) failed/, 'tls-to-plain'],
  [/^no live upstreams/, 'none-alive'],
];

const phaseOf = (message: string): 'connecting' | 'reading' | undefined => {
  if (/ while connecting to upstream/.test(message)) return 'connecting';
  return / while (?:reading|sending)/.test(message) ? 'reading' : undefined;
};

const causeOf = ({ message, errno, upstream = '' }: NginxError): GatewayCause | undefined => {
  const worded = byWords.find(([words]) => words.test(message))?.[1];
  if (worded !== undefined || errno === undefined) return worded;
  const phase = phaseOf(message);
  if (errno === 111 && phase === 'connecting')
    return upstream.includes('unix:') ? 'socket-left-over' : 'not-listening';
  return byNumber[`${errno} ${phase ?? ''}`];
};

/** The program to which Nginx handed the page on, as Nginx writes it, when it waited for its answer in vain. */
export const waitedInVain = (errors: ErrorsSeen, name: string, url: string): string | undefined => {
  const said = lastOf(errors, name, new URL(url).pathname);
  return said && causeOf(said) === 'no-answer-in-time' ? said.upstream : undefined;
};

const lastBackend = (nginx: NginxSeen | undefined, name: string): Backend | undefined =>
  nginx && backendsFor(nginx, name).at(0);

/** The system takes connections for a program that is stopped; nobody reads from them. */
export const isFrozen = (heard: readonly Listener[], processes: ProcessesSeen | undefined): boolean =>
  heard.length > 0 && heard.every((one) => isStopped(one, processes));

type Beside = Omit<GatewayReason, 'because'> & { readonly words: string };

/** Nobody takes connections there; a program may do so at another place. */
const nobodyThere: Partial<Record<GatewayCause, string>> = {
  'not-listening': ', and no process takes connections there',
  'socket-missing': '',
  'socket-left-over': ', and no process takes connections there',
};

const differing = (looked: Backend, protocol: Listener['protocol']): GatewayCause => {
  if (looked.kind !== protocol) return 'other-kind';
  return protocol === 'unix' ? 'other-socket' : 'other-port';
};

/** Where the program is instead. */
const elsewhere = (seen: GatewaySeen, upstream: string): Beside | undefined => {
  const looked = lookedAt(upstream);
  if (!looked || !seen.listeners || listenersAt(seen.listeners.listeners, looked.backend).length > 0)
    return undefined;
  const place = listensElsewhere(seen, looked.kind);
  if (!place) return undefined;
  const { isKnown, url, words } = place;
  return {
    cause: differing(looked.backend, place.protocol),
    words: `, and ${words}`,
    ...(isKnown ? {} : { strength: 'likely' }),
    ...(isKnown || url === undefined
      ? {}
      : {
          toConfirm: `Ask that program on the server, and see whether the page of the site comes: curl -sS ${url}`,
        }),
  };
};

/** Of the directives of this site those that lead there. */
const leadingTo = (nginx: NginxSeen, name: string, upstream: string): readonly NginxPass[] => {
  const looked = lookedAt(upstream);
  return passesOf(serversFor(nginx, name)).filter(
    (pass) =>
      pass.kind === looked?.kind &&
      backendsOf(nginx, pass).some((one) => shownBackend(one) === shownBackend(looked.backend)),
  );
};

/** Bytes: one page of memory is what Nginx keeps for a head by itself (ngx_http_proxy_module, proxy_buffer_size: 4k or 8k). */
const page = 4096;

/** The configuration keeps less than that, whichever of its lines it was. */
const smallBuffer = ({ nginx }: GatewaySeen, name: string, upstream: string): Beside | undefined => {
  const [first, ...more] = nginx ? leadingTo(nginx, name, upstream) : [];
  const { headBytes = page } = first ?? {};
  if (!first || headBytes >= page || more.some((one) => one.headBytes !== headBytes)) return undefined;
  return {
    cause: 'head-buffer-small',
    words: `, and ${first.kind}_buffer_size, as it counts in line ${first.line} of ${first.file}, keeps ${headBytes} bytes for the head, fewer than the 4096 or 8192 that Nginx keeps by itself`,
  };
};

/** What is seen of the place to which Nginx hands on, besides what it wrote. */
const besides = (
  cause: GatewayCause,
  heard: readonly Listener[] | undefined,
  seen: GatewaySeen,
  { name, upstream }: { readonly name: string; readonly upstream: string },
): Beside => {
  if (cause === 'header-too-big') return smallBuffer(seen, name, upstream) ?? { cause, words: '' };
  const nobody = nobodyThere[cause];
  if (nobody !== undefined)
    return elsewhere(seen, upstream) ?? { cause, words: heard?.length === 0 ? nobody : '' };
  return cause === 'no-answer-in-time' && heard && isFrozen(heard, seen.processes)
    ? { cause: 'frozen', words: ', and every process that listens there is stopped by a signal (state T)' }
    : { cause, words: '' };
};

/** What Nginx itself wrote about it, or what is not where it sends requests to. */
export const gatewayCause = (seen: GatewaySeen, name: string, url: string): GatewayReason | undefined => {
  const { nginx, listeners, errors } = seen;
  const said = errors && lastOf(errors, name, new URL(url).pathname);
  const worded = said && causeOf(said);
  if (!said || !worded) return undefined;
  const backend = lastBackend(nginx, name);
  const where = said.upstream ?? (backend ? shownBackend(backend) : 'the program');
  const heard = backend && listeners ? listenersAt(listeners.listeners, backend) : undefined;
  const { words, ...reason } = besides(worded, heard, seen, { name, upstream: where });
  return { ...reason, because: `Nginx's error log says of ${where}: ${said.message}${words}` };
};
