import { blocked, defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import { asIs, change, nginxWrote, together } from '../../model/example.ts';
import { gatewayCause, type GatewayCause, type GatewayReason } from '../../model/gateway.ts';
import { hangReason, type HangEvidence } from '../../model/hang.ts';
import type { NginxError } from '../../model/seen/errors.ts';
import { explainedByLog } from '../../model/log-judge.ts';
import type { Listener } from '../../model/seen/listeners.ts';
import type { Target } from '../../model/target.ts';
import { unitFailure, type UnitEvidence } from '../../model/unit-failure.ts';

const isGateway = (status: number | undefined): boolean => status === 502 || status === 504;

const upstream = 'http://127.0.0.1:8000/';

/** A line of the error log about the request that was just made. */
const wrote = (message: string, more: Partial<NginxError> = {}): Example =>
  nginxWrote(502, message, { upstream, ...more });

/** Of all programs, the one behind Nginx. */
const stopped = change('processes', (held) => ({
  ...held,
  processes: held.processes.map((one) => (one.name === 'node' ? { ...one, state: 'T' } : one)),
}));

/** The program behind Nginx has taken this place, in the place of port 8000. */
const listensAt = (place: Pick<Listener, 'protocol' | 'address' | 'port'>): Example =>
  change('listeners', (held) => ({
    ...held,
    listeners: held.listeners.map(({ port, ...one }) =>
      port === 8000
        ? { processes: one.processes, ...place }
        : { ...one, ...(port === undefined ? {} : { port }) },
    ),
  }));

/** Of the site, the folder of its program, where the target knows it. */
const folderOf = ({ inside }: Target): { readonly folder?: string } =>
  inside?.programLog === undefined ? {} : { folder: inside.programLog.replace(/\/[^/]*$/, '') };

const judged = (
  { cause, because, strength, toConfirm }: GatewayReason,
  url: string,
): Judgement<GatewayCause> => ({
  ...found(cause, url, because, strength),
  ...(toConfirm === undefined ? {} : { toConfirm }),
});

/** What was seen while the page hung says more than that it did. */
const isToldByFinishes = (cause: GatewayCause, seen: HangEvidence): boolean =>
  cause === 'no-answer-in-time' && hangReason(seen) !== undefined;

const tooBig = wrote('upstream sent too big header while reading response header from upstream');

/** proxy_buffer_size, in bytes. */
const keeping = (headBytes: number): Example =>
  change('nginx', (held) => ({
    ...held,
    servers: held.servers.map((server) => ({
      ...server,
      locations: server.locations.map((location) => ({
        ...location,
        passes: location.passes.map((pass) => ({ ...pass, headBytes })),
      })),
    })),
  }));

/** Nobody is there, and systemd says why. */
const isToldByService = (cause: GatewayCause, seen: UnitEvidence, name: string): boolean =>
  (cause === 'not-listening' || cause === 'socket-missing' || cause === 'socket-left-over') &&
  unitFailure(seen, name) !== undefined;

const socket = 'http://unix:/run/site/app.sock:/';

const refused = wrote('connect() failed (111: Connection refused) while connecting to upstream', {
  errno: 111,
});

const missing = wrote(
  'connect() to unix:/run/site/app.sock failed (2: No such file or directory) while connecting to upstream',
  { errno: 2, upstream: socket },
);

export default defineCheck({
  claim: false,
  needs: ['app', 'errors'],
  uses: ['nginx', 'listeners', 'processes', 'database', 'links', 'logs', 'mysql', 'hang', 'units'],
  judge({ app, ...inside }, { target }): Judgement<GatewayCause>[] {
    const { answers } = app;
    const asked = answers.find(({ status }) => isGateway(status));
    const [first] = answers;
    if (!first || first.outcome !== 'answer')
      return [blocked(first?.url ?? 'the page', 'the page did not come', 'web')];
    if (!asked) return [ok(first.url, `${first.url} is answered with neither 502 nor 504`)];
    const why = gatewayCause({ ...inside, ...folderOf(target) }, target.site.ascii, asked.url);
    const all: Judgement<GatewayCause>[] = [
      why
        ? isToldByFinishes(why.cause, inside) || isToldByService(why.cause, inside, target.site.ascii)
          ? blocked(asked.url, why.because, 'app')
          : judged(why, asked.url)
        : unknown(
            asked.url,
            `Nginx answers ${asked.status}, and its error log says nothing of it that is known here`,
            'Read the end of the error log: sudo tail -n 20 /var/log/nginx/error.log',
          ),
    ];
    return all.map(explainedByLog({ app, ...inside }, target));
  },
  causes: {
    'not-listening': {
      status: 'broken',
      strength: 'confirmed',
      example: refused,
    },
    'other-port': {
      status: 'broken',
      strength: 'confirmed',
      example: together(refused, listensAt({ protocol: 'tcp', address: '127.0.0.1', port: 8001 })),
    },
    'socket-missing': {
      status: 'broken',
      strength: 'confirmed',
      example: missing,
    },
    'other-socket': {
      status: 'broken',
      strength: 'confirmed',
      example: together(missing, listensAt({ protocol: 'unix', address: '/run/site/web.sock' })),
    },
    'other-kind': {
      status: 'broken',
      strength: 'confirmed',
      example: together(missing, listensAt({ protocol: 'tcp', address: '127.0.0.1', port: 8001 })),
    },
    'socket-denied': {
      status: 'broken',
      strength: 'confirmed',
      example: wrote(
        'connect() to unix:/run/site/app.sock failed (13: Permission denied) while connecting to upstream',
        { errno: 13, upstream: socket },
      ),
    },
    'socket-left-over': {
      status: 'broken',
      strength: 'confirmed',
      example: wrote(
        'connect() to unix:/run/site/app.sock failed (111: Connection refused) while connecting to upstream',
        { errno: 111, upstream: socket },
      ),
    },
    'no-answer-in-time': {
      status: 'broken',
      strength: 'confirmed',
      example: wrote(
        'upstream timed out (110: Connection timed out) while reading response header from upstream',
        { errno: 110 },
      ),
    },
    frozen: {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        wrote('upstream timed out (110: Connection timed out) while reading response header from upstream', {
          errno: 110,
        }),
        stopped,
      ),
    },
    'no-connection-in-time': {
      status: 'broken',
      strength: 'likely',
      restsOn: 'nginx, ngx_http_proxy_module, proxy_connect_timeout; errno(3), ETIMEDOUT',
      example: wrote('upstream timed out (110: Connection timed out) while connecting to upstream', {
        errno: 110,
      }),
    },
    'closed-early': {
      status: 'broken',
      strength: 'confirmed',
      example: wrote('upstream prematurely closed connection while reading response header from upstream'),
    },
    reset: {
      status: 'broken',
      strength: 'confirmed',
      example: wrote(
        'recv() failed (104: Connection reset by peer) while reading response header from upstream',
        { errno: 104 },
      ),
    },
    'header-too-big': { status: 'broken', strength: 'confirmed', example: tooBig },
    'head-buffer-small': { status: 'broken', strength: 'likely', example: together(tooBig, keeping(128)) },
    'other-protocol': {
      status: 'broken',
      strength: 'confirmed',
      example: wrote(
        'upstream sent unsupported FastCGI protocol version: 72 while reading response header from upstream',
      ),
    },
    'tls-to-plain': {
      status: 'broken',
      strength: 'confirmed',
      example: wrote(
        'SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream',
      ),
    },
    'none-alive': {
      status: 'broken',
      strength: 'likely',
      restsOn: 'nginx, ngx_http_upstream_module, server, max_fails and fail_timeout',
      example: wrote('no live upstreams while connecting to upstream', { upstream: 'http://site/' }),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [
      wrote('something that nobody has seen yet'),
      wrote('upstream prematurely closed connection while reading response header from upstream', {
        request: 'GET /another/page',
      }),
    ],
  },
});
