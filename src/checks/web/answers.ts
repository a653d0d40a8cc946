import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { HttpExchange, HttpSeen, Visit } from '../../model/evidence.ts';
import { asIs, http, page } from '../../model/example.ts';
import { shownPage, whyNotSecured } from '../../model/http.ts';

type Cause = 'not-http' | 'empty-reply' | 'silent';

const failure = (subject: string, exchange: HttpExchange): Judgement<Cause> => {
  const { outcome, code } = exchange;
  switch (outcome) {
    case 'not-http':
      return found('not-http', subject, `what answers at ${subject} does not speak HTTP`);
    case 'closed':
      return found('empty-reply', subject, `${subject} closed the connection without an answer`);
    case 'silent':
      return found('silent', subject, `${subject} accepted the connection and gave no answer`);
    case 'tls':
      return blocked(subject, whyNotSecured(exchange), 'tls');
    case 'connect':
      return blocked(subject, `no connection to ${subject}`, 'server');
    case 'cut-short':
      return unknown(subject, `${subject} was not waited for: the check was ended first`);
    default:
      return unknown(
        subject,
        `the request to ${subject} failed with ${code ?? outcome}, for which there is no rule yet`,
      );
  }
};

/** `http://… answers 301, https://… answers 200`. */
const trail = (visits: readonly Visit[]): string =>
  visits
    .flatMap(({ steps }) => steps)
    .flatMap(({ url, status }) => (status === undefined ? [] : [`${url} answers ${status}`]))
    .join(', ');

/** What went wrong on a visit: at its first page, or where its redirects led. */
const failures = ({ steps }: Visit, all: HttpSeen): Judgement<Cause>[] => {
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last || last.outcome === 'answer') return [];
  // Where a redirect leads to a closed port or a bad certificate, `web/redirects` or those hops say so.
  const isOthers = last !== first && (last.outcome === 'tls' || last.outcome === 'connect');
  return isOthers ? [] : [failure(shownPage(all, last), last)];
};

/** What one address says, over plain HTTP and over https. */
const judgeAddress = (visits: readonly Visit[], all: HttpSeen): Judgement<Cause>[] => {
  const failed = visits.flatMap((visit) => failures(visit, all));
  const answered = visits.filter(({ steps: [first] }) => first?.outcome === 'answer');
  const [first] = answered[0]?.steps ?? [];
  if (!first) return failed;
  // A certificate that is not valid hides its own page, not a web server that answered without it.
  return [
    ok(shownPage(all, first), trail(answered)),
    ...failed.filter(({ blockedBy }) => blockedBy === undefined),
  ];
};

const addressOf = ({ steps: [first] }: Visit): string => first?.address ?? '';

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
  judge({ http: seen }) {
    const addresses = [...new Set(seen.visits.map(addressOf))];
    return addresses.flatMap((address) =>
      judgeAddress(
        seen.visits.filter((visit) => addressOf(visit) === address),
        seen,
      ),
    );
  },
  causes: {
    'not-http': { status: 'broken', strength: 'confirmed', example: fails('not-http', 'HTTPParserError') },
    'empty-reply': { status: 'broken', strength: 'likely', example: fails('closed', 'UND_ERR_SOCKET') },
    silent: { status: 'broken', strength: 'likely', example: fails('silent', 'ETIMEDOUT') },
  },
  examples: { ok: [asIs, page({ status: 502 })], unknown: [fails('tls', 'CERT_HAS_EXPIRED')] },
});
