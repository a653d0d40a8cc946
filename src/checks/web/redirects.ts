import { defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import type { HttpSeen, TlsSeen, Visit } from '../../model/evidence.ts';
import { asIs, http } from '../../model/example.ts';
import { headerOf, isNowhere, isSentToHttps, shownPage } from '../../model/http.ts';

type Cause = 'loop' | 'downgrade' | 'to-itself-only' | 'not-an-address' | 'stays-plain';

const downgrades = ({ steps, next }: Visit): boolean =>
  [...steps.map(({ url }) => url), ...(next ? [next] : [])].some(
    (url, at, all) => url.startsWith('http:') && all[at - 1]?.startsWith('https:') === true,
  );

const tlsWorks = (tls: TlsSeen | undefined): boolean =>
  (tls?.handshakes ?? []).some(({ outcome }) => outcome === 'handshake');

const judgeVisit = (visit: Visit, seen: HttpSeen, tls: TlsSeen | undefined): Judgement<Cause>[] => {
  const [first] = visit.steps;
  if (first?.outcome !== 'answer') return [];
  const next = visit.next ?? '';
  const subject = shownPage(seen, first);
  if (visit.end === 'bad-location')
    return [
      found('not-an-address', subject, `the redirect leads to "${next}", which is not the address of a page`),
    ];
  if (visit.end === 'other-site' && isNowhere(next))
    return [
      found(
        'to-itself-only',
        subject,
        `the redirect leads to ${next}, which means something else on every computer`,
      ),
    ];
  if (downgrades(visit))
    return [
      found(
        'downgrade',
        subject,
        `the visitor is sent from https back to plain http (${next || visit.steps.at(-1)?.url})`,
      ),
    ];
  if (visit.end === 'loop' || visit.end === 'too-many')
    return [
      found(
        'loop',
        subject,
        `the redirects come to no end: ${visit.steps
          .map(({ url }) => url)
          .slice(0, 4)
          .join(' → ')} → ${next}`,
        // A site may wait for a cookie that a browser would send back and we do not.
        visit.steps.some((step) => headerOf(step, 'set-cookie') !== undefined) ? 'likely' : 'confirmed',
      ),
    ];
  if (visit.from === 'http' && first.status === 200 && tlsWorks(tls) && !isSentToHttps(visit))
    return [found('stays-plain', subject, `${subject} shows the page without sending the visitor to https`)];
  if (visit.end === 'other-site') return [ok(subject, `${subject} leads to ${next}, which was not followed`)];
  const last = visit.next ?? visit.steps.at(-1)?.url;
  return [ok(subject, last === first.url ? `${subject} needs no redirect` : `${subject} leads to ${last}`)];
};

const ending = (patch: Partial<Visit>) =>
  http(({ visits }) => ({ visits: visits.map((visit) => ({ ...visit, ...patch })) }));

export default defineCheck({
  claim: false,
  needs: ['http'],
  uses: ['tls'],
  judge: ({ http: seen, tls }) => seen.visits.flatMap((visit) => judgeVisit(visit, seen, tls)),
  causes: {
    loop: {
      status: 'broken',
      strength: 'confirmed',
      example: ending({ end: 'loop', next: 'https://www.foobar.com/' }),
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
  },
  examples: {
    ok: [asIs, ending({ end: 'other-site', next: 'https://shop.elsewhere.com/' })],
  },
});
