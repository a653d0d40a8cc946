import { isIPv6 } from 'node:net';
import { lacksOwnIpv6, shownEndpoint } from '../../model/address.ts';
import { blocked, defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import type { TcpAttempt } from '../../model/seen/tcp.ts';
import { asIs, tcp, together, unreadNginx } from '../../model/example.ts';
import { listensReasons } from '../../model/listens-reasons.ts';

type Cause = 'address-dead' | 'ipv6-dead' | 'ipv4-dead';

const isOpen = ({ state }: TcpAttempt): boolean => state === 'open';

const saysNo = ({ state, code }: TcpAttempt): string => {
  if (state === 'refused') return 'refuses connections';
  return state === 'silent' ? 'does not answer' : `cannot be reached (${code ?? state})`;
};

const unjudged = (
  subject: string,
  { address, state, code = state }: TcpAttempt,
): Judgement<Cause> | undefined => {
  if (lacksOwnIpv6({ address, code }))
    return unknown(subject, `this computer has no way over IPv6, so ${subject} could not be tried`);
  if (state === 'cut-short')
    return unknown(subject, `${subject} was not waited for: the check was ended first`);
  if (state === 'not-dialled')
    return blocked(
      subject,
      `${subject} was not connected to: it is no address of the public Internet`,
      'dns',
    );
  return state === 'failed' || state === 'reset'
    ? unknown(subject, `the connection to ${subject} failed with ${code}, for which there is no rule yet`)
    : undefined;
};

/** A port that is closed at this address and open at another one of the site. */
const judgePort = (subject: string, closed: TcpAttempt, open: readonly TcpAttempt[]): Judgement<Cause> => {
  const isSix = isIPv6(closed.address);
  const sister = open.find(({ address }) => isIPv6(address) === isSix);
  const because = `${subject} ${saysNo(closed)}, while ${(sister ?? open[0])?.address} lets visitors in`;
  // A refusal is a word of the server; silence may have its reason on the way, in one network or one family.
  const strength = closed.state === 'refused' ? 'confirmed' : 'likely';
  if (sister) return found('address-dead', subject, because, strength);
  return found(isSix ? 'ipv6-dead' : 'ipv4-dead', subject, because, strength);
};

/** What is explained from inside is told by `server/listens`, and by nobody else. */
const explainedInside = (
  judgement: Judgement<Cause>,
  attempts: readonly TcpAttempt[],
  explained: ReadonlySet<TcpAttempt>,
): Judgement<Cause> => {
  const { subject, because, cause } = judgement;
  const own = attempts.filter(
    (one) => !isOpen(one) && (one.address === subject || shownEndpoint(one) === subject),
  );
  return cause !== undefined && own.every((one) => explained.has(one))
    ? blocked(subject, because, 'server')
    : judgement;
};

const judgeAddress = (
  address: string,
  own: readonly TcpAttempt[],
  open: readonly TcpAttempt[],
): Judgement<Cause>[] => {
  const missed = own.filter((one) => !isOpen(one) && open.some(({ purpose }) => purpose === one.purpose));
  const [first] = missed;
  if (!first) return [ok(address, `${address} lets visitors in`)];
  const isWhole = !own.some(isOpen);
  return (isWhole ? [first] : missed).map((one) => {
    const subject = isWhole ? address : shownEndpoint(one);
    const others = open.filter(({ purpose }) => purpose === one.purpose);
    return unjudged(subject, one) ?? judgePort(subject, one, others);
  });
};

/** The healthy address says this instead, and there is another one. */
const beside = (other: string, patch: Partial<TcpAttempt>, instead: Partial<TcpAttempt> = {}): Example =>
  together(tcp(instead), unreadNginx, ({ evidence, ...rest }) => ({
    ...rest,
    evidence: {
      ...evidence,
      tcp: {
        attempts: [
          ...evidence.tcp.attempts,
          ...evidence.tcp.attempts.map((one) => {
            const { code: _, ...held } = one;
            return { ...held, state: 'open' as const, address: other, ...patch };
          }),
        ],
      },
    },
  }));

const refused = { state: 'refused', code: 'ECONNREFUSED' } as const;

export default defineCheck({
  claim: false,
  needs: ['tcp'],
  uses: ['listeners', 'nginx', 'processes'],
  judge({ tcp: { attempts }, listeners, ...more }, { target }) {
    const { site } = target;
    const addresses = [...new Set(attempts.map(({ address }) => address))];
    const open = attempts.filter(isOpen);
    if (open.length === 0)
      return [blocked(site.shown, 'no address of the site accepts connections', 'server')];
    if (addresses.length === 1) return [ok(site.shown, `there is one address, ${addresses[0]}`)];
    const reasons = listeners ? listensReasons({ tcp: { attempts }, listeners, ...more }, false, target) : [];
    const explained = new Set(reasons.map(({ attempt }) => attempt));
    return addresses
      .flatMap((one) =>
        judgeAddress(
          one,
          attempts.filter(({ address }) => address === one),
          open,
        ),
      )
      .map((judgement) => explainedInside(judgement, attempts, explained));
  },
  causes: {
    'address-dead': { status: 'warn', strength: 'confirmed', example: beside('127.0.0.3', refused) },
    'ipv6-dead': { status: 'warn', strength: 'confirmed', example: beside('::1', refused) },
    'ipv4-dead': { status: 'broken', strength: 'confirmed', example: beside('::1', {}, refused) },
  },
  examples: {
    ok: [asIs, beside('127.0.0.3', {}), beside('::1', {})],
    unknown: [
      beside('::1', { state: 'unreachable', code: 'ENETUNREACH' }),
      beside('127.0.0.3', { state: 'cut-short' }),
      beside('10.0.0.3', { state: 'not-dialled' }),
    ],
  },
});
