import { isIP } from 'node:net';
import { defineCheck, found, ok, type Judgement, type Strength } from '../../model/check.ts';
import type { HttpExchange, HttpSeen, Visit } from '../../model/seen/http.ts';
import type { TlsSeen } from '../../model/seen/tls.ts';
import { asIs, http, target, together } from '../../model/example.ts';
import { headerOf, hostIn, isNowhere, isSentToHttps, shownPage } from '../../model/http.ts';
import { parseSite, type Site } from '../../model/site.ts';

type Cause =
  | 'loop'
  | 'too-many'
  | 'downgrade'
  | 'to-itself-only'
  | 'to-inner-name'
  | 'to-other-port'
  | 'not-an-address'
  | 'stays-plain'
  | 'temporary'
  | 'both-at-once'
  | 'long-way';

type Judged = Judgement<Cause> | undefined;

/** From how many redirects on a visitor notices: each is one more way there and back. */
const many = 3;

const downgrades = ({ steps, next }: Visit): boolean =>
  [...steps.map(({ url }) => url), ...(next ? [next] : [])].some(
    (url, at, all) => url.startsWith('http:') && all[at - 1]?.startsWith('https:') === true,
  );

const tlsWorks = (tls: TlsSeen | undefined): boolean =>
  (tls?.handshakes ?? []).some(({ outcome }) => outcome === 'handshake');

/** No public DNS holds it: one label only, or an ending that is kept for, or only used in, private networks. */
const isInnerName = (host: string): boolean =>
  isIP(host) === 0 &&
  (!host.includes('.') || /\.(?:local|internal|lan|home\.arpa|test|localhost)$/.test(host));

/** The redirect leads away from the site, and was not followed. */
const away = (subject: string, next: string, { ascii, twin }: Site): Judged => {
  if (isNowhere(next))
    return found(
      'to-itself-only',
      subject,
      `the redirect leads to ${next}, which means something else on every computer`,
    );
  const host = hostIn(next);
  if (host !== ascii && isInnerName(host))
    return found('to-inner-name', subject, `the redirect leads to ${next}, and ${host} is no public name`);
  const { port } = new URL(next);
  return (host === ascii || host === twin) && port !== ''
    ? found('to-other-port', subject, `the redirect leads to port ${port} of the site (${next})`)
    : undefined;
};

/** A site may wait for a cookie that a browser would send back and we do not. */
const unlessCookie = ({ steps }: Visit): Strength =>
  steps.some((step) => headerOf(step, 'set-cookie') !== undefined) ? 'likely' : 'confirmed';

const endless = (subject: string, visit: Visit, next: string): Judged => {
  const way = `${visit.steps
    .map(({ url }) => url)
    .slice(0, 4)
    .join(' → ')} → `;
  if (visit.end === 'loop')
    return found('loop', subject, `the redirects go in a circle: ${way}${next}`, unlessCookie(visit));
  return visit.end === 'too-many'
    ? found('too-many', subject, `${visit.steps.length} redirects, and no page: ${way}…`, unlessCookie(visit))
    : undefined;
};

/** The visitor arrives; what the way there is worth knowing for. */
const onTheWay = (subject: string, visit: Visit): Judged => {
  const [first, second] = visit.steps;
  const to = second?.url ?? visit.next;
  if (visit.end === 'other-site' || !first || !to || !URL.canParse(to)) return undefined;
  const isSecured = visit.from === 'http' && to.startsWith('https:');
  if (isSecured && [302, 303, 307].includes(first.status ?? 0))
    return found('temporary', subject, `${subject} sends to https for now only (${first.status})`);
  if (isSecured && hostIn(to) !== hostIn(first.url))
    return found('both-at-once', subject, `${subject} sends to https and to ${hostIn(to)} in one step`);
  return visit.steps.length > many && visit.end === 'answer' && visit.next === undefined
    ? found('long-way', subject, `${subject} leads to a page after ${visit.steps.length - 1} redirects`)
    : undefined;
};

const judgeVisit = (
  visit: Visit,
  seen: HttpSeen,
  tls: TlsSeen | undefined,
  site: Site,
): Judgement<Cause>[] => {
  const [first] = visit.steps;
  if (first?.outcome !== 'answer') return [];
  const next = visit.next ?? '';
  const subject = shownPage(seen, first);
  if (visit.end === 'bad-location')
    return [
      found('not-an-address', subject, `the redirect leads to "${next}", which is not the address of a page`),
    ];
  const astray = visit.end === 'other-site' ? away(subject, next, site) : undefined;
  if (astray) return [astray];
  if (downgrades(visit))
    return [
      found(
        'downgrade',
        subject,
        `the visitor is sent from https back to plain http (${next || visit.steps.at(-1)?.url})`,
      ),
    ];
  if (visit.from === 'http' && first.status === 200 && tlsWorks(tls) && !isSentToHttps(visit))
    return [found('stays-plain', subject, `${subject} shows the page without sending the visitor to https`)];
  const said = endless(subject, visit, next) ?? onTheWay(subject, visit);
  if (said) return [said];
  if (visit.end === 'other-site') return [ok(subject, `${subject} leads to ${next}, which was not followed`)];
  const last = visit.next ?? visit.steps.at(-1)?.url;
  return [ok(subject, last === first.url ? `${subject} needs no redirect` : `${subject} leads to ${last}`)];
};

/** Where the site has several addresses, what is not in order says at which of them. */
const atEach = (judgement: Judgement<Cause>, { steps: [first] }: Visit, seen: HttpSeen): Judgement<Cause> => {
  const { status, subject, because } = judgement;
  const isOne = first === undefined || shownPage(seen, first) === first.url;
  return isOne || status === 'ok' || because.includes(subject)
    ? judgement
    : { ...judgement, because: `${because} (${first.address})` };
};

const ending = (patch: Partial<Visit>) =>
  http(({ visits }) => ({ visits: visits.map((visit) => ({ ...visit, ...patch })) }));

/** The first answer of each visit says this instead. */
const firstAnswers = (patch: Partial<HttpExchange>) =>
  http(({ visits }) => ({
    visits: visits.map((visit) => ({
      ...visit,
      steps: visit.steps.map((step, at) => (at === 0 ? { ...step, ...patch } : step)),
    })),
  }));

export default defineCheck({
  claim: false,
  needs: ['http'],
  uses: ['tls'],
  judge: ({ http: seen, tls }, { target: { site } }) =>
    seen.visits.flatMap((visit) =>
      judgeVisit(visit, seen, tls, site).map((judgement) => atEach(judgement, visit, seen)),
    ),
  causes: {
    loop: {
      status: 'broken',
      strength: 'confirmed',
      example: ending({ end: 'loop', next: 'https://www.foobar.com:8443/' }),
    },
    'too-many': {
      status: 'broken',
      strength: 'confirmed',
      example: ending({ end: 'too-many', next: 'https://www.foobar.com/xx' }),
    },
    downgrade: {
      status: 'broken',
      strength: 'confirmed',
      example: ending({ end: 'loop', next: 'http://www.foobar.com/' }),
    },
    'to-itself-only': {
      status: 'broken',
      strength: 'confirmed',
      example: ending({ end: 'other-site', next: 'http://localhost:3000/' }),
    },
    'to-inner-name': {
      status: 'broken',
      strength: 'confirmed',
      example: ending({ end: 'other-site', next: 'http://backend/' }),
    },
    'to-other-port': {
      status: 'warn',
      strength: 'confirmed',
      example: ending({ end: 'other-site', next: 'http://www.foobar.com:3000/' }),
    },
    'not-an-address': {
      status: 'broken',
      strength: 'confirmed',
      example: ending({ end: 'bad-location', next: 'http://' }),
    },
    'stays-plain': {
      status: 'warn',
      strength: 'confirmed',
      example: http(({ visits }) => ({
        visits: visits.map((visit) => ({
          ...visit,
          end: 'answer',
          steps: visit.steps.slice(0, 1).map((step) => ({ ...step, status: 200 })),
        })),
      })),
    },
    temporary: { status: 'note', strength: 'confirmed', example: firstAnswers({ status: 302 }) },
    'both-at-once': {
      status: 'note',
      strength: 'confirmed',
      example: together(
        target({ site: parseSite('foobar.com') }),
        firstAnswers({ url: 'http://foobar.com:8080/' }),
      ),
    },
    'long-way': {
      status: 'note',
      strength: 'confirmed',
      example: http(({ visits }) => ({
        visits: visits.map((visit) => ({
          ...visit,
          steps: [...visit.steps, ...visit.steps.slice(1), ...visit.steps.slice(1)],
        })),
      })),
    },
  },
  examples: {
    ok: [asIs, ending({ end: 'other-site', next: 'https://shop.elsewhere.com/' })],
  },
});
