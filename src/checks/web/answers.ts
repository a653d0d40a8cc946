import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { HttpExchange, HttpSeen, Visit } from '../../model/seen/http.ts';
import { asIs, http, page } from '../../model/example.ts';
import { shownPage, wantsClientCertificate, wantsTls, whyNotSecured } from '../../model/http.ts';
import { hangReason, type HangEvidence } from '../../model/hang.ts';
import { isFrozenAt } from '../../model/listening.ts';
import type { ListensSeen } from '../../model/listens-reasons.ts';
import { serviceSaying } from '../../model/service.ts';

type Cause =
  | 'not-http'
  | 'another-service'
  | 'tls-on-plain-port'
  | 'client-certificate'
  | 'empty-reply'
  | 'reset'
  | 'silent';

type Inside = Partial<Pick<ListensSeen, 'listeners' | 'processes'>> & HangEvidence;

const notHttp = (subject: string, { firstBytes }: HttpExchange): Judgement<Cause> => {
  const service = serviceSaying(firstBytes);
  if (service)
    return found('another-service', subject, `${subject} is the port of another service: ${service}`);
  return found('not-http', subject, `what answers at ${subject} does not speak HTTP`);
};

/** An answer came, and it says that this is no way to get a page. */
const refusal = (subject: string, exchange: HttpExchange): Judgement<Cause> | undefined => {
  if (wantsTls(exchange))
    return found('tls-on-plain-port', subject, `${subject} says that it is a port for TLS (400)`);
  return wantsClientCertificate(exchange)
    ? found('client-certificate', subject, `${subject} wants a certificate of the visitor`)
    : undefined;
};

const failure = (subject: string, exchange: HttpExchange): Judgement<Cause> => {
  const { outcome, code } = exchange;
  switch (outcome) {
    case 'not-http':
      return notHttp(subject, exchange);
    case 'closed':
      if (code === 'ECONNRESET')
        return found('reset', subject, `${subject} reset the connection (ECONNRESET)`);
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

const addressOf = ({ steps: [first] }: Visit): string => first?.address ?? '';

/** `http://… answers 301, https://… answers 200`; of several addresses, each in few words. */
const trail = (address: string, visits: readonly Visit[], isOnly: boolean): string => {
  const answers = visits
    .flatMap(({ steps }) => steps)
    .flatMap(({ url, status }) => (status === undefined ? [] : [{ url, status }]));
  return isOnly
    ? answers.map(({ url, status }) => `${url} answers ${status}`).join(', ')
    : `${address} answers ${answers.map(({ status }) => status).join(' and ')}`;
};

/** What went wrong on a visit: at its first page, or where its redirects led. */
const failures = ({ steps }: Visit, all: HttpSeen, inside: Inside): Judgement<Cause>[] => {
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last) return [];
  const refused = refusal(shownPage(all, last), last);
  if (refused || last.outcome === 'answer') return refused ? [refused] : [];
  // Where a redirect leads to a closed port or a bad certificate, `web/redirects` or those hops say so.
  const isOthers = last !== first && (last.outcome === 'tls' || last.outcome === 'connect');
  if (isOthers) return [];
  const failed = failure(shownPage(all, last), last);
  // A program that is stopped is told of by `server/listens`, and by nobody else.
  const isFrozen = failed.cause === 'silent' && isFrozenAt(inside, last);
  if (isFrozen) return [blocked(failed.subject, failed.because, 'server')];
  // Nginx waits for the program: `app/finishes` tells for what that one waits.
  const isPrograms = failed.cause === 'silent' && hangReason(inside) !== undefined;
  return [isPrograms ? blocked(failed.subject, failed.because, 'app') : failed];
};

/** What one address says, over plain HTTP and over https. */
const judgeAddress = (visits: readonly Visit[], all: HttpSeen, inside: Inside): Judgement<Cause>[] => {
  const failed = visits.flatMap((visit) => failures(visit, all, inside));
  const answered = visits.filter(({ steps: [first] }) => first?.outcome === 'answer' && !refusal('', first));
  const [first] = answered[0]?.steps ?? [];
  if (!first) return failed;
  // A certificate that is not valid hides its own page, not a web server that answered without it.
  const isOnly = all.visits.every((visit) => addressOf(visit) === first.address);
  return [
    ok(shownPage(all, first), trail(first.address, answered, isOnly)),
    ...failed.filter(({ blockedBy }) => blockedBy === undefined),
  ];
};

/** The first requests of all visits fail like this. */
const fails = (outcome: HttpExchange['outcome'], code: string, patch: Partial<HttpExchange> = {}) =>
  http(({ visits }) => ({
    visits: visits.map(({ from, steps }) => {
      const { status: _status, ...first } = steps[0] as HttpExchange;
      return { from, end: 'failed', steps: [{ ...first, outcome, code, headers: [], body: '', ...patch }] };
    }),
  }));

export default defineCheck({
  claim: true,
  needs: ['http'],
  uses: ['listeners', 'processes', 'hang', 'links'],
  judge({ http: seen, ...inside }) {
    const addresses = [...new Set(seen.visits.map(addressOf))];
    return addresses.flatMap((address) =>
      judgeAddress(
        seen.visits.filter((visit) => addressOf(visit) === address),
        seen,
        inside,
      ),
    );
  },
  causes: {
    'not-http': { status: 'broken', strength: 'confirmed', example: fails('not-http', 'HTTPParserError') },
    'another-service': {
      status: 'broken',
      strength: 'confirmed',
      example: fails('not-http', 'HTTPParserError', { firstBytes: 'SSH-2.0-OpenSSH_9.2p1\r\n' }),
    },
    'tls-on-plain-port': {
      status: 'broken',
      strength: 'confirmed',
      example: page({ status: 400, body: 'The plain HTTP request was sent to HTTPS port' }),
    },
    'client-certificate': {
      status: 'broken',
      strength: 'confirmed',
      example: page({ status: 400, body: 'No required SSL certificate was sent' }),
    },
    'empty-reply': { status: 'broken', strength: 'likely', example: fails('closed', 'UND_ERR_SOCKET') },
    reset: { status: 'broken', strength: 'likely', example: fails('closed', 'ECONNRESET') },
    silent: { status: 'broken', strength: 'likely', example: fails('silent', 'ETIMEDOUT') },
  },
  examples: { ok: [asIs, page({ status: 502 })], unknown: [fails('tls', 'CERT_HAS_EXPIRED')] },
});
