import { isIP } from 'node:net';
import { classify } from '../../model/address.ts';
import { defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import type { Visit } from '../../model/evidence.ts';
import { asIs, http } from '../../model/example.ts';
import { headerOf, isSentToHttps } from '../../model/http.ts';

type Cause = 'loop' | 'downgrade' | 'to-itself-only' | 'not-an-address' | 'stays-plain';

/** A place that means the visitor's own computer, or one network only. */
const isNowhere = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '_' || (isIP(host) !== 0 && classify(host) !== 'public');
};

const downgrades = ({ steps, next }: Visit): boolean =>
  [...steps.map(({ url }) => url), ...(next ? [next] : [])].some(
    (url, at, all) => url.startsWith('http:') && all[at - 1]?.startsWith('https:') === true,
  );

const judgeVisit = (visit: Visit, tlsWorks: boolean): Judgement<Cause>[] => {
  const [first] = visit.steps;
  if (first?.outcome !== 'answer') return [];
  const next = visit.next ?? '';
  const subject = first.url;
  if (visit.end === 'bad-location')
    return [
      found('not-an-address', subject, `the redirect leads to "${next}", which is no address of a page`),
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
  if (visit.from === 'http' && first.status === 200 && tlsWorks && !isSentToHttps(visit))
    return [found('stays-plain', subject, `${subject} shows the page without sending the visitor to https`)];
  return [
    ok(
      subject,
      visit.steps.length > 1
        ? `${subject} leads to ${visit.steps.at(-1)?.url}`
        : `${subject} needs no redirect`,
    ),
  ];
};

const ending = (patch: Partial<Visit>) =>
  http(({ visits }) => ({ visits: visits.map((visit) => ({ ...visit, ...patch })) }));

export default defineCheck({
  claim: false,
  needs: ['http'],
  uses: ['tls'],
  judge({ http: { visits }, tls }) {
    const tlsWorks = (tls?.handshakes ?? []).some(({ outcome }) => outcome === 'handshake');
    return visits.flatMap((visit) => judgeVisit(visit, tlsWorks));
  },
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
  examples: { ok: [asIs, ending({ end: 'other-site', next: 'https://shop.elsewhere.com/' })] },
});
