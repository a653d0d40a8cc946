import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { HttpExchange, Visit } from '../../model/evidence.ts';
import { asIs, http, page } from '../../model/example.ts';

type Cause = 'not-http' | 'empty-reply' | 'silent';

const failure = (url: string, { outcome, code }: HttpExchange): Judgement<Cause> => {
  switch (outcome) {
    case 'not-http':
      return found('not-http', url, `what answers at ${url} does not speak HTTP`);
    case 'closed':
      return found('empty-reply', url, `${url} closed the connection without an answer`);
    case 'silent':
      return found('silent', url, `${url} accepted the connection and gave no answer`);
    case 'tls':
      return blocked(url, 'the certificate is not valid, so no page was asked for over it', 'tls');
    case 'connect':
      return blocked(url, `no connection to ${url}`, 'server');
    default:
      return unknown(
        url,
        `the request to ${url} failed with ${code ?? outcome}, for which there is no rule yet`,
      );
  }
};

/** `http://… answers 301, https://… answers 200`. */
const trail = (steps: readonly HttpExchange[]): string =>
  steps.flatMap(({ url, status }) => (status === undefined ? [] : [`${url} answers ${status}`])).join(', ');

const judgeVisit = ({ steps }: Visit): Judgement<Cause>[] => {
  const [first] = steps;
  if (!first) return [];
  const last = steps.at(-1) ?? first;
  if (first.outcome !== 'answer') return [failure(first.url, first)];
  const seen = ok(first.url, trail(steps));
  // Where a redirect leads to a closed port or a bad certificate, those hops say so.
  return last.outcome === 'answer' || last.outcome === 'tls' || last.outcome === 'connect'
    ? [seen]
    : [seen, failure(last.url, last)];
};

/** The first requests of all visits fail like this. */
const fails = (outcome: HttpExchange['outcome'], code: string) =>
  http(({ visits }) => ({
    visits: visits.map(({ from, steps }) => {
      const { status: _status, ...first } = steps[0] as HttpExchange;
      return { from, end: 'failed', steps: [{ ...first, outcome, code, headers: [], body: '' }] };
    }),
  }));

export default defineCheck({
  claim: true,
  needs: ['http'],
  uses: [],
  judge({ http: { visits } }) {
    const judged = visits.flatMap(judgeVisit);
    // A certificate that is not valid hides its own page, not a web server that answered without it.
    const answered = judged.some(({ status }) => status === 'ok');
    return answered ? judged.filter(({ blockedBy }) => blockedBy === undefined) : judged;
  },
  causes: {
    'not-http': { status: 'broken', strength: 'confirmed', example: fails('not-http', 'HTTPParserError') },
    'empty-reply': { status: 'broken', strength: 'likely', example: fails('closed', 'UND_ERR_SOCKET') },
    silent: { status: 'broken', strength: 'likely', example: fails('silent', 'ETIMEDOUT') },
  },
  examples: { ok: [asIs, page({ status: 502 })], unknown: [fails('tls', 'CERT_HAS_EXPIRED')] },
});
