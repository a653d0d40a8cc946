import { lacksOwnIpv6, shownEndpoint } from '../../model/address.ts';
import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { TcpAttempt, TcpSeen } from '../../model/seen/tcp.ts';
import { asIs, http, tcp, together } from '../../model/example.ts';
import { isSentToHttps } from '../../model/http.ts';
import { keptOut } from '../../model/lets-in.ts';
import { listensReasons } from '../../model/listens-reasons.ts';

type Cause = 'refused' | 'silent-port' | 'silent-host' | 'unreachable' | 'no-network' | 'plain-port-closed';

const isUnwaited = ({ state }: TcpAttempt): boolean => state === 'cut-short';

/** A packet filter, a security module or a route of this computer says no (connect(2)): nobody else was asked. */
const forbiddenHere: ReadonlySet<string> = new Set(['EPERM', 'EACCES']);

const isAlive = ({ state }: TcpAttempt): boolean =>
  state === 'open' || state === 'refused' || state === 'reset';

const closed = (attempt: TcpAttempt, { attempts }: TcpSeen): Judgement<Cause> => {
  const subject = shownEndpoint(attempt);
  const others = attempts.filter(({ address, port }) => address === attempt.address && port !== attempt.port);
  switch (attempt.state) {
    case 'refused':
      return found('refused', subject, `${subject} refuses connections`);
    case 'cut-short':
      return unknown(subject, `${subject} was not waited for: the check was ended first`);
    case 'silent':
      if (others.some(isAlive))
        return found(
          'silent-port',
          subject,
          `${subject} does not answer, while another port of the same address does`,
        );
      return others.some(isUnwaited)
        ? unknown(subject, `${subject} does not answer, and its other port was not waited for`)
        : found('silent-host', subject, `${subject} does not answer, nor does another port of this address`);
    case 'unreachable':
      if (lacksOwnIpv6(attempt))
        return unknown(subject, `this computer has no route over IPv6, so ${subject} could not be tried`);
      if (attempt.code === 'ENETUNREACH')
        return found('no-network', subject, `no way leads to the network of ${subject} (ENETUNREACH)`);
      return found('unreachable', subject, `${subject} cannot be reached (${attempt.code ?? 'unreachable'})`);
    case 'not-dialled':
      return blocked(
        subject,
        `${attempt.address} was not connected to: it is not an address of the public Internet`,
        'dns',
      );
    default:
      if (forbiddenHere.has(attempt.code ?? ''))
        return unknown(
          subject,
          `a rule of this computer forbids the connection to ${subject} (${attempt.code})`,
        );
      return unknown(
        subject,
        `the connection to ${subject} failed with ${attempt.code ?? attempt.state}, for which there is no rule yet`,
      );
  }
};

const httpsIsWanted = (seen: Partial<Pick<Evidence, 'http'>>): boolean =>
  (seen.http?.visits ?? []).some(isSentToHttps);

const plainFirst = (attempts: readonly TcpAttempt[]): readonly TcpAttempt[] =>
  attempts.toSorted((a, b) => a.purpose.length - b.purpose.length);

const ports = (attempts: readonly TcpAttempt[]): string => {
  const named = plainFirst(attempts).map(({ port, purpose }) => `${port} (${purpose})`);
  return `${named.length > 1 ? 'ports' : 'port'} ${named.join(' and ')}`;
};

/** With several addresses, each has to be told in few words. */
const accepting = (address: string, open: readonly TcpAttempt[], isOnly: boolean): string =>
  isOnly
    ? `${address} accepts connections on ${ports(open)}`
    : `${address} accepts ${plainFirst(open)
        .map(({ purpose }) => purpose)
        .join(' and ')}`;

/** One sentence for one address on which nothing is open, when all its ports say the same. */
const allAlike = (address: string, attempts: readonly TcpAttempt[], all: TcpSeen): Judgement<Cause>[] => {
  const [first] = attempts;
  const isAlike = attempts.every(({ state, code }) => state === first?.state && code === first.code);
  if (!first || !isAlike) return attempts.map((attempt) => closed(attempt, all));
  const judgement = closed(first, all);
  if (judgement.cause === 'refused')
    return [
      { ...judgement, subject: address, because: `${ports(attempts)} of ${address} refuse connections` },
    ];
  if (judgement.cause === 'silent-host')
    return [
      { ...judgement, subject: address, because: `${address} does not answer, not on ${ports(attempts)}` },
    ];
  return [{ ...judgement, subject: address }];
};

const judgeAddress = (
  address: string,
  attempts: readonly TcpAttempt[],
  all: TcpSeen,
  wantsHttps: boolean,
): Judgement<Cause>[] => {
  const open = attempts.filter(({ state }) => state === 'open');
  const others = all.attempts.filter((other) => other.address !== address && other.state === 'open');
  // Where another address lets visitors in, `server/every-address` says that this one does not.
  if (open.length === 0) return others.length > 0 ? [] : allAlike(address, attempts, all);
  const rest = attempts.filter(
    ({ state, purpose }) => state !== 'open' && !others.some((other) => other.purpose === purpose),
  );
  const isOnly = all.attempts.every((other) => other.address === address);
  return [
    ok(address, accepting(address, open, isOnly)),
    ...rest.flatMap((attempt) => {
      const subject = shownEndpoint(attempt);
      if (isUnwaited(attempt) || (attempt.purpose === 'https' && wantsHttps)) return [closed(attempt, all)];
      if (attempt.purpose === 'http')
        return [found('plain-port-closed', subject, `${subject} is closed, only the https port is open`)];
      // A site without https is the simplest stack of the course; that it lacks it is said by the tls hop.
      return [];
    }),
  ];
};

/** What is explained from inside is told by `server/listens` or `server/lets-in`, and by nobody else. */
const explainedInside = (
  judgement: Judgement<Cause>,
  attempts: readonly TcpAttempt[],
  explained: ReadonlySet<TcpAttempt>,
): Judgement<Cause> => {
  const { subject, because, status } = judgement;
  const own = attempts.filter(
    (one) => one.state !== 'open' && (one.address === subject || shownEndpoint(one) === subject),
  );
  return status === 'cause' && own.length > 0 && own.every((one) => explained.has(one))
    ? blocked(subject, because, 'server')
    : judgement;
};

const closedTls = (patch: Partial<TcpAttempt>) => tcp(patch, 'https');

export default defineCheck({
  claim: true,
  needs: ['tcp'],
  uses: ['http', 'listeners', 'nginx', 'processes', 'firewall'],
  judge({ tcp: seen, http: pages, listeners, firewall, ...more }, { target }) {
    const addresses = [...new Set(seen.attempts.map(({ address }) => address))];
    const wantsHttps = httpsIsWanted(pages ? { http: pages } : {});
    const reasons = listeners ? listensReasons({ tcp: seen, listeners, ...more }, wantsHttps, target) : [];
    const shut = listeners && firewall ? keptOut({ tcp: seen, listeners, firewall, ...more }, target) : [];
    const explained = new Set([
      ...reasons.map(({ attempt }) => attempt),
      ...shut.filter(({ cause }) => cause.endsWith('-blocks')).map(({ attempt }) => attempt),
    ]);
    return addresses
      .flatMap((one) =>
        judgeAddress(
          one,
          seen.attempts.filter(({ address }) => address === one),
          seen,
          wantsHttps,
        ),
      )
      .map((judgement) => explainedInside(judgement, seen.attempts, explained));
  },
  causes: {
    refused: {
      status: 'broken',
      strength: 'confirmed',
      example: closedTls({ state: 'refused', code: 'ECONNREFUSED' }),
    },
    'silent-port': {
      status: 'broken',
      strength: 'likely',
      example: closedTls({ state: 'silent', code: 'ETIMEDOUT' }),
    },
    'silent-host': {
      status: 'broken',
      strength: 'likely',
      example: tcp({ state: 'silent', code: 'ETIMEDOUT' }),
    },
    unreachable: {
      status: 'broken',
      strength: 'likely',
      example: tcp({ state: 'unreachable', code: 'EHOSTUNREACH' }),
    },
    'no-network': {
      status: 'broken',
      strength: 'likely',
      example: tcp({ state: 'unreachable', code: 'ENETUNREACH' }),
    },
    'plain-port-closed': {
      status: 'warn',
      strength: 'confirmed',
      example: together(
        tcp({ state: 'refused', code: 'ECONNREFUSED' }, 'http'),
        http((held) => ({
          visits: held.visits.map((visit) => ({ ...visit, from: 'https', steps: visit.steps.slice(1) })),
        })),
      ),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [
      tcp({ state: 'failed', code: 'EPERM' }),
      tcp({ state: 'cut-short' }),
      together(tcp({ state: 'silent', code: 'ETIMEDOUT' }, 'http'), tcp({ state: 'cut-short' }, 'https')),
      tcp({ state: 'cut-short' }, 'https'),
    ],
  },
});
