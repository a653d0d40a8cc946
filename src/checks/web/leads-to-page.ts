import { lacksOwnIpv6, shownEndpoint } from '../../model/address.ts';
import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import { resolution, type Resolution } from '../../model/dns.ts';
import type { DnsSeen } from '../../model/seen/dns.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { HttpExchange, Visit } from '../../model/seen/http.ts';
import type { TlsSeen } from '../../model/seen/tls.ts';
import { asIs, eachResolverAnswer, http, together } from '../../model/example.ts';
import { hostIn, isCertificateRefused, shownPage, whyNotSecured } from '../../model/http.ts';
import type { Site } from '../../model/site.ts';
import { covers } from '../../model/tls.ts';

type Cause = 'no-address' | 'dead-end' | 'bad-certificate';

type Seen = Pick<Evidence, 'http'> & Partial<Pick<Evidence, 'dns' | 'tcp' | 'tls'>>;

const noAddress: Readonly<Partial<Record<Resolution['outcome'], string>>> = {
  nxdomain: 'does not exist in DNS',
  nodata: 'has no address in DNS',
  'alias-loop': 'is an alias in DNS that goes in a circle',
  'alias-dangling': 'is an alias in DNS that leads to no address',
  servfail: 'gets no usable answer from the resolver (SERVFAIL)',
};

/** The redirect leads to a name of the site at which nobody could be asked. */
const withoutAddress = (subject: string, next: string, dns: DnsSeen | undefined): Judgement<Cause> => {
  const host = hostIn(next);
  const said = dns && resolution(dns, host);
  const why = said && noAddress[said.outcome];
  if (!said || !why)
    return unknown(subject, `${subject} leads to ${next}, and the resolver gave no answer about ${host}`);
  // Without the zone that says no, somebody on the way may have said it.
  const isSure = said.outcome !== 'servfail' && (said.outcome !== 'nxdomain' || said.zone !== undefined);
  return found(
    'no-address',
    subject,
    `${subject} leads to ${next}, and ${host} ${why}`,
    isSure ? 'confirmed' : 'likely',
  );
};

/** Routing or silence on the way: a browser would come no further either. */
const unreached: ReadonlySet<string> = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN']);

/** The redirect leads to the twin, none of whose addresses accepted a connection. */
const notConnected = (subject: string, last: HttpExchange, { tcp }: Seen): Judgement<Cause> => {
  const { url, address, port, code = '' } = last;
  const at = shownEndpoint(last);
  const leads = `${subject} leads to ${url}`;
  const known = tcp?.attempts.find((one) => one.address === address && one.port === port);
  if (known && known.state !== 'open')
    return blocked(subject, `${leads}, and ${at} accepts no connection`, 'server');
  if (code === 'not-dialled')
    return found(
      'dead-end',
      subject,
      `${leads}, and ${hostIn(url)} is ${address}: no address that visitors can use`,
    );
  if (code === 'ECONNREFUSED') return found('dead-end', subject, `${leads}, and ${at} refuses connections`);
  if (unreached.has(code) && !lacksOwnIpv6(last))
    return found('dead-end', subject, `${leads}, and ${at} does not answer (${code})`, 'likely');
  return unknown(subject, `${leads}, to which no connection could be made from here (${code})`);
};

/** The certificate at this endpoint is bad for the checked name already: the hop `tls` says so. */
const isJudgedByTls = ({ address, port }: HttpExchange, tls: TlsSeen | undefined, site: Site): boolean => {
  const known = tls?.handshakes.find((one) => one.address === address && one.port === port);
  if (!known) return false;
  const names = known.chain[0]?.names ?? [];
  return (
    known.outcome !== 'handshake' ||
    known.verification !== 'ok' ||
    !names.some((name) => covers(name, site.ascii))
  );
};

/** The redirect leads to the twin over https, and no verified connection came about. */
const notSecured = (subject: string, last: HttpExchange): Judgement<Cause> => {
  const { url, code = '' } = last;
  const leads = `${subject} leads to ${url}`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return found(
      'bad-certificate',
      subject,
      `${leads}, whose certificate is not for ${hostIn(url)} (${code})`,
    );
  if (isCertificateRefused(last))
    return found(
      'bad-certificate',
      subject,
      `${leads}, whose certificate for ${hostIn(url)} is not accepted (${code})`,
      'likely',
    );
  return found('dead-end', subject, `${leads}, where the TLS handshake fails (${code})`, 'likely');
};

/** Where a redirect was followed and no page came. One fault is one finding: often another check says it already. */
const judgeDeadEnd = (
  visit: Visit,
  subject: string,
  seen: Seen,
  site: Site,
): Judgement<Cause> | undefined => {
  if (visit.end === 'failed' && visit.next !== undefined)
    return withoutAddress(subject, visit.next, seen.dns);
  // At its other addresses the site's redirects are not followed, only looked up.
  const unfollowed = visit.end === 'answer' ? visit.next : undefined;
  const twin = seen.dns && site.twin ? resolution(seen.dns, site.twin) : undefined;
  if (unfollowed && twin && noAddress[twin.outcome] && hostIn(unfollowed) === site.twin)
    return withoutAddress(subject, unfollowed, seen.dns);
  const last = visit.steps.at(-1);
  if (!last || visit.steps.length < 2 || last.outcome === 'answer') return undefined;
  const isOwn = hostIn(last.url) === site.ascii;
  const leads = `${subject} leads to ${last.url}`;
  if (last.outcome === 'tls')
    return isOwn || isJudgedByTls(last, seen.tls, site)
      ? blocked(subject, `${leads}; ${whyNotSecured(last)}`, 'tls')
      : notSecured(subject, last);
  if (last.outcome === 'connect')
    return isOwn
      ? blocked(subject, `${leads}, which accepts no connection`, 'server')
      : notConnected(subject, last, seen);
  return blocked(subject, `${leads}, which gave no page`, 'web');
};

const judgeVisit = (visit: Visit, seen: Seen, site: Site): Judgement<Cause>[] => {
  const [first] = visit.steps;
  if (first?.outcome !== 'answer') return [];
  const subject = shownPage(seen.http, first);
  const deadEnd = judgeDeadEnd(visit, subject, seen, site);
  if (deadEnd) return [deadEnd];
  const last = visit.steps.at(-1);
  return [
    ok(
      subject,
      last === first
        ? `${subject} needs no redirect to be followed`
        : `${subject} leads to ${last?.url}, which answers`,
    ),
  ];
};

const twin = 'https://foobar.com:8443/';

/** The last step was the twin's, and failed like this. */
const endingAtTwin = (end: Visit['end'], patch: Partial<HttpExchange>) =>
  http(({ visits }) => ({
    visits: visits.map((visit) => ({
      ...visit,
      end,
      steps: visit.steps.map((step, at) => {
        if (at < visit.steps.length - 1) return step;
        const { status: _status, ...rest } = step;
        return { ...rest, url: twin, headers: [], body: '', ...patch };
      }),
    })),
  }));

export default defineCheck({
  claim: false,
  needs: ['http'],
  uses: ['dns', 'tcp', 'tls'],
  judge: (seen, { target: { site } }) => seen.http.visits.flatMap((visit) => judgeVisit(visit, seen, site)),
  causes: {
    'no-address': {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        eachResolverAnswer((one) => (one.name === 'foobar.com' ? { ...one, answers: [] } : one)),
        http(({ visits }) => ({
          visits: visits.map((visit) => ({
            ...visit,
            end: 'failed',
            next: twin,
            steps: visit.steps.slice(0, 1),
          })),
        })),
      ),
    },
    'dead-end': {
      status: 'broken',
      strength: 'confirmed',
      example: endingAtTwin('failed', { outcome: 'connect', code: 'ECONNREFUSED', address: '127.0.0.3' }),
    },
    'bad-certificate': {
      status: 'broken',
      strength: 'confirmed',
      example: endingAtTwin('untrusted', { outcome: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [endingAtTwin('failed', { outcome: 'connect', code: 'ENETUNREACH', address: '2001:db8::1' })],
  },
});
