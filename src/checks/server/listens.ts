import { shownEndpoint } from '../../model/address.ts';
import {
  defineCheck,
  found,
  ok,
  unknown,
  type Example,
  type Judgement,
  type Observation,
} from '../../model/check.ts';
import type { TcpAttempt } from '../../model/seen/tcp.ts';
import { asIs, change, http, tcp, together } from '../../model/example.ts';
import { isSentToHttps } from '../../model/http.ts';
import type { Listener } from '../../model/seen/listeners.ts';
import type { NginxServer } from '../../model/seen/nginx.ts';
import type { ProcessSeen } from '../../model/seen/processes.ts';
import { isListenedAt, listenerName } from '../../model/listening.ts';
import { listensReasons, type Explained, type ListensCause } from '../../model/listens-reasons.ts';
import { isNginx } from '../../model/servers.ts';

/** One finding for what has one reason at one address. */
const grouped = (reasons: readonly Explained[]): readonly (readonly Explained[])[] => [
  ...reasons
    .reduce((groups, one) => {
      const key = `${one.attempt.address} ${one.cause}`;
      return groups.set(key, [...(groups.get(key) ?? []), one]);
    }, new Map<string, readonly Explained[]>())
    .values(),
];

const judgeGroup = (group: readonly Explained[]): Judgement<ListensCause>[] => {
  const [first] = group;
  if (!first) return [];
  const where = group.map(({ attempt }) => shownEndpoint(attempt)).join(' and ');
  const subject = group.length > 1 ? first.attempt.address : where;
  return [found(first.cause, subject, first.because(where), first.strength)];
};

const isTried = ({ state }: TcpAttempt): boolean =>
  state === 'open' || state === 'refused' || state === 'silent';

const listeners = (edit: (held: Listener) => readonly Listener[]): Example =>
  change('listeners', (held) => ({ ...held, listeners: held.listeners.flatMap(edit) }));

const isWeb = ({ processes }: Listener): boolean => processes.some(isNginx);

const webListens = (edit: (held: Listener) => readonly Listener[]): Example =>
  listeners((one) => (isWeb(one) ? edit(one) : [one]));

const processes = (edit: (held: ProcessSeen) => readonly ProcessSeen[]): Example =>
  change('processes', (held) => ({ ...held, processes: held.processes.flatMap(edit) }));

const servers = (keep: (one: NginxServer) => boolean): Example =>
  change('nginx', (held) => ({ ...held, servers: held.servers.filter(keep) }));

const refusedToStart = (message: string, errno?: number): Example =>
  change('errors', (held) => ({
    ...held,
    refusals: [
      { at: '2026/11/20 11:00:00', level: 'emerg', message, ...(errno === undefined ? {} : { errno }) },
    ],
  }));

/** Which programs run was not seen. */
const withoutProcesses: Example = ({ evidence: { processes: _, ...evidence }, ...rest }) => ({
  ...rest,
  evidence: evidence as unknown as Observation['evidence'],
});

const refused = { state: 'refused', code: 'ECONNREFUSED' } as const;
const isSecure = ({ listens }: NginxServer): boolean => listens.some(({ ssl }) => ssl);
const withoutWeb = processes((one) => (one.name === 'nginx' ? [] : [one]));
const startsNot = (message: string, errno?: number) =>
  ({
    status: 'broken',
    strength: 'confirmed',
    example: together(
      tcp(refused),
      webListens(() => []),
      withoutWeb,
      refusedToStart(message, errno),
    ),
  }) as const;
const apache = [{ name: 'apache2', pid: 400 }];
const noHttps = together(
  tcp(refused, 'https'),
  webListens((one) => (one.port === 8443 ? [] : [one])),
);

/** The site has an address over IPv6 as well, at which nobody is. */
const beside6: Example = (seen) => ({
  ...seen,
  evidence: {
    ...seen.evidence,
    tcp: {
      attempts: [
        ...seen.evidence.tcp.attempts,
        ...seen.evidence.tcp.attempts.map((one) => ({ ...one, ...refused, address: '::1' })),
      ],
    },
  },
});

export default defineCheck({
  claim: false,
  needs: ['tcp', 'listeners'],
  uses: ['nginx', 'processes', 'errors', 'http'],
  judge({ tcp: seen, listeners: held, http: pages, ...more }, { target }): Judgement<ListensCause>[] {
    const wantsHttps = (pages?.visits ?? []).some(isSentToHttps);
    const reasons = listensReasons({ tcp: seen, listeners: held, ...more }, wantsHttps, target);
    if (reasons.length > 0) return grouped(reasons).flatMap(judgeGroup);
    const tried = seen.attempts.filter(isTried);
    const heard = tried.filter((one) => isListenedAt(held, one));
    return heard.length > 0
      ? heard.map((one) => {
          const where = shownEndpoint(one);
          return ok(where, `${listenerName(held, one)} listens at ${where}`);
        })
      : [
          unknown(
            target.site.shown,
            'nobody was seen to listen where the site is asked for, and not why',
            'Look on the server: sudo ss -ltnp',
          ),
        ];
  },
  causes: {
    'not-running': {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        tcp(refused),
        webListens(() => []),
        withoutWeb,
      ),
    },
    'mistake-in-line': startsNot('unknown directive "prox_pass" in /etc/nginx/sites-enabled/site:9'),
    'certificate-unusable': startsNot(
      'SSL_CTX_use_PrivateKey("/etc/ssl/key.pem") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)',
    ),
    'file-missing': startsNot(
      'open() "/etc/nginx/no.conf" failed (2: No such file or directory) in /etc/nginx/sites-enabled/site:9',
      2,
    ),
    'name-unknown': startsNot('host not found in upstream "app" in /etc/nginx/sites-enabled/site:9'),
    'will-not-start': startsNot(
      'could not build server_names_hash, you should increase server_names_hash_bucket_size: 64',
    ),
    taken: {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        tcp(refused, 'https'),
        webListens((one) => (one.port === 8443 ? [] : [{ ...one, processes: apache }])),
        withoutWeb,
      ),
    },
    'no-listen-line': {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        noHttps,
        servers((one) => !isSecure(one)),
      ),
    },
    'plain-not-configured': {
      status: 'warn',
      strength: 'confirmed',
      example: together(
        tcp(refused, 'http'),
        webListens((one) => (one.port === 8080 ? [] : [one])),
        servers(isSecure),
        http((held) => ({ visits: held.visits.filter(({ from }) => from === 'https') })),
      ),
    },
    'other-address': {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        tcp(refused),
        webListens((one) => [{ ...one, address: '127.0.0.3' }]),
        servers(() => false),
      ),
    },
    'no-ipv6-listen': { status: 'warn', strength: 'confirmed', example: beside6 },
    'not-reloaded': { status: 'broken', strength: 'confirmed', example: noHttps },
    'other-program': {
      status: 'warn',
      strength: 'confirmed',
      example: webListens((one) => [{ ...one, processes: apache }]),
    },
    frozen: {
      status: 'broken',
      strength: 'confirmed',
      example: processes((one) => [one.name === 'nginx' ? { ...one, state: 'T' } : one]),
    },
    'queue-full': {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        tcp({ state: 'silent', code: 'ETIMEDOUT' }),
        webListens((one) => [{ ...one, queue: { waiting: 512, most: 511 } }]),
      ),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [
      together(
        tcp(refused),
        webListens(() => []),
        withoutProcesses,
      ),
    ],
  },
});
