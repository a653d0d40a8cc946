import { isCutOff, isDjangoBadRequest, isIntermittent, saysNoScript } from '../../model/app.ts';
import { blocked, defineCheck, found, type Example, type Judgement } from '../../model/check.ts';
import type { AppSeen } from '../../model/seen/app.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { dynamic } from '../../model/dynamic.ts';
import { answers, asIs, change, page, together } from '../../model/example.ts';
import { gatewayCause } from '../../model/gateway.ts';
import type { Hop } from '../../model/hops.ts';
import { headerOf, isApacheOwnPage, isNginxOwnPage, pagesElsewhere, shownPage } from '../../model/http.ts';
import { explainedByLog } from '../../model/log-judge.ts';
import { roomCause } from '../../model/room-cause.ts';
import { servedCause } from '../../model/served-cause.ts';
import { unitFailure } from '../../model/unit-failure.ts';

type Cause =
  | 'bad-gateway'
  | 'gateway-timeout'
  | 'nginx-unavailable'
  | 'apache-unavailable'
  | 'maintenance'
  | 'unavailable'
  | 'intermittent'
  | 'cut-off'
  | 'too-many-requests'
  | 'disallowed-host'
  | 'script-unknown'
  | 'page-not-found'
  | 'nginx-not-found';

const byNginx = (answer: HttpExchange) => (isNginxOwnPage(answer) ? 'confirmed' : 'likely');

/** 503 (RFC 9110 §15.6.4), by who says it and whether it says until when. */
const unavailable = (answer: HttpExchange, url: string): Judgement<Cause> => {
  const until = headerOf(answer, 'retry-after');
  if (until !== undefined)
    return found('maintenance', url, `${url} answers 503 Service Unavailable, and Retry-After says ${until}`);
  if (isNginxOwnPage(answer))
    return found('nginx-unavailable', url, `nginx itself answers 503 Service Unavailable to ${url}`);
  if (isApacheOwnPage(answer))
    return found('apache-unavailable', url, `Apache itself answers 503 Service Unavailable to ${url}`);
  return found('unavailable', url, `${url} answers 503 Service Unavailable`);
};

const notFound = (answer: HttpExchange, url: string, named: boolean): Judgement<Cause> | undefined => {
  if (saysNoScript(answer))
    return found('script-unknown', url, `PHP answers "${answer.body.trim()}" to ${url}`);
  if (!named) return undefined;
  return isNginxOwnPage(answer)
    ? found('nginx-not-found', url, `nginx itself answers 404 Not Found to ${url}`)
    : found('page-not-found', url, `${url} answers 404 Not Found`);
};

const failure = (answer: HttpExchange, url: string, named: boolean): Judgement<Cause> | undefined => {
  switch (answer.status) {
    case 502:
      return found('bad-gateway', url, `the web server answers 502 Bad Gateway to ${url}`, byNginx(answer));
    case 504:
      return found(
        'gateway-timeout',
        url,
        `the web server answers 504 Gateway Timeout to ${url}`,
        byNginx(answer),
      );
    case 503:
      return unavailable(answer, url);
    case 429:
      // Of the front page, `web/front-page` says it.
      return named ? found('too-many-requests', url, `${url} answers 429 Too Many Requests`) : undefined;
    case 404:
      return notFound(answer, url, named);
    case 400:
      return isDjangoBadRequest(answer)
        ? found('disallowed-host', url, `Django answers 400 Bad Request to ${url}`)
        : undefined;
    default:
      return undefined;
  }
};

/** nginx's own 503: one request of the two was over a limit, and no program was asked. */
const isOverLimit = (answer: HttpExchange): boolean => answer.status === 503 && isNginxOwnPage(answer);

/** What the two answers say only together. */
const unsteady = (asked: readonly HttpExchange[], url: string): Judgement<Cause> | undefined => {
  if (isIntermittent(asked) && !asked.some(isOverLimit)) {
    const statuses = asked.map(({ status }) => status ?? 'no answer').join(' and then ');
    return found('intermittent', url, `the same request to ${url} got ${statuses}`);
  }
  return asked.length > 1 && asked.every(isCutOff)
    ? found('cut-off', url, `the page ${url} broke off before its end, two times`)
    : undefined;
};

const own = (status: number, words: string) =>
  page({
    status,
    headers: [['server', 'nginx/1.22.1']],
    body: `<center><h1>${status} ${words}</h1></center>\n<hr><center>nginx/1.22.1</center>\n`,
  });

/** These causes are told by another check, which knows why. */
const toldIn =
  (hop: Hop, ...causes: readonly Cause[]) =>
  (judgement: Judgement<Cause>): Judgement<Cause> =>
    judgement.cause !== undefined && causes.includes(judgement.cause)
      ? blocked(judgement.subject, judgement.because, hop)
      : judgement;

const byGateway = toldIn('app', 'bad-gateway', 'gateway-timeout');
/** `web/has-room` and `web/serves-files`. */
const byLimit = toldIn('web', 'nginx-unavailable', 'too-many-requests');
const byFiles = toldIn('web', 'nginx-not-found');

const named = (patch: Partial<AppSeen>): Example => change('app', (held) => ({ ...held, ...patch }));

const eachAnswer =
  (edit: (one: HttpExchange, at: number) => HttpExchange): Example =>
  (healthy) =>
    named({ answers: healthy.evidence.app.answers.map(edit) })(healthy);

export default defineCheck({
  claim: true,
  needs: ['app'],
  uses: ['http', 'errors', 'logs', 'listeners', 'processes', 'database', 'links', 'nginx', 'mysql', 'units'],
  judge(seen, { target }) {
    const { http, errors } = seen;
    const { answers: asked, named: isNamed } = seen.app;
    const [first] = asked;
    if (!first || first.outcome !== 'answer')
      return [blocked(first?.url ?? 'the page', 'the page did not come', 'web')];
    const failed =
      unsteady(asked, first.url) ?? asked.map((one) => failure(one, one.url, isNamed)).find(Boolean);
    // What another address of the site answers, or plain HTTP beside https, is what other visitors get.
    const elsewhere = pagesElsewhere(http, first).flatMap(
      (one) => failure(one, http ? shownPage(http, one) : one.url, false) ?? [],
    );
    const all = [failed ?? dynamic(asked, isNamed), ...elsewhere].map(
      explainedByLog<Cause>(seen, target, ['bad-gateway', 'gateway-timeout']),
    );
    const isExplained =
      (errors !== undefined && gatewayCause({ errors }, target.site.ascii, first.url) !== undefined) ||
      unitFailure(seen, target.site.ascii) !== undefined;
    if (asked.some((one) => roomCause(errors, target.site.ascii, one))) return all.map(byLimit);
    if (errors && servedCause({ errors }, target.site.ascii, first)) return all.map(byFiles);
    return isExplained ? all.map(byGateway) : all;
  },
  causes: {
    'bad-gateway': { status: 'broken', strength: 'confirmed', example: own(502, 'Bad Gateway') },
    'gateway-timeout': { status: 'broken', strength: 'confirmed', example: own(504, 'Gateway Time-out') },
    'nginx-unavailable': {
      status: 'broken',
      strength: 'confirmed',
      example: own(503, 'Service Temporarily Unavailable'),
    },
    'apache-unavailable': {
      status: 'broken',
      strength: 'confirmed',
      example: page({
        status: 503,
        body: '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>503 Service Unavailable</title>\n</head><body>\n<h1>Service Unavailable</h1>\n',
      }),
    },
    maintenance: {
      status: 'broken',
      strength: 'likely',
      example: page({ status: 503, headers: [['retry-after', '120']], body: 'Back soon' }),
    },
    unavailable: {
      status: 'broken',
      strength: 'likely',
      example: page({ status: 503, body: 'Overloaded' }),
    },
    intermittent: {
      status: 'broken',
      strength: 'confirmed',
      example: eachAnswer((one, at) => (at === 0 ? one : { ...one, status: 502 })),
    },
    'cut-off': {
      status: 'broken',
      strength: 'likely',
      example: eachAnswer((one) => ({ ...one, bodyUnfinished: true })),
    },
    'too-many-requests': {
      status: 'warn',
      strength: 'confirmed',
      example: together(named({ named: true }), answers({ status: 429, body: 'Slow down' })),
    },
    'disallowed-host': {
      status: 'broken',
      strength: 'likely',
      example: page({ status: 400, body: '<h1>Bad Request (400)</h1><p></p>' }),
    },
    'script-unknown': {
      status: 'broken',
      strength: 'confirmed',
      example: page({ status: 404, body: 'File not found.\n' }),
    },
    'page-not-found': {
      status: 'broken',
      strength: 'confirmed',
      example: together(named({ named: true }), answers({ status: 404, body: 'no such page' })),
    },
    'nginx-not-found': {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        named({ named: true }),
        answers({ status: 404, body: '<hr><center>nginx/1.22.1</center>\n' }),
      ),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [
      answers({
        body: '<h1>Always the same</h1>',
        headers: [['last-modified', 'Fri, 20 Nov 2026 10:00:00 GMT']],
      }),
      eachAnswer((one, at) => ({
        ...one,
        headers: [],
        body: 'ab'.repeat(at + 1),
        bodyUnfinished: true,
        times: { connected: 1, firstByte: 3, total: 5_003 },
      })),
      page({ status: 522, body: 'Connection timed out' }),
      answers({ headers: [], body: '' }),
    ],
  },
});
