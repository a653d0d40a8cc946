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

const judgeVisit = ({ steps }: Visit): Judgement<Cause>[] => {
  const [first] = steps;
  if (!first) return [];
  if (first.outcome === 'answer') return [ok(first.url, `${first.url} answers ${first.status}`)];
  return [failure(first.url, first)];
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
