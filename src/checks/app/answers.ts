import { isCdnWord, isCutOff, isDjangoBadRequest, isIntermittent, saysNoScript } from '../../model/app.ts';
import { blocked, defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import type { AppSeen } from '../../model/seen/app.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { answers, asIs, change, page, together } from '../../model/example.ts';
import { gatewayCause } from '../../model/gateway.ts';
import type { Hop } from '../../model/hops.ts';
import {
  headerOf,
  isApacheOwnPage,
  isErrorOfProgram,
  isNginxOwnPage,
  isWhole,
  looksLikeFile,
  pagesElsewhere,
  shownPage,
} from '../../model/http.ts';
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

/**
 * What nginx can put into a page by itself: times, counters, addresses, identifiers in hexadecimal. A word of its own
 * that differs between two answers has been chosen by a program.
 */
const withoutTokens = (body: string): string =>
  body
    .replace(
      /\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/gi,
      '',
    )
    // Not one pattern with a digit in its middle: on 64 KiB of digits that takes minutes.
    .replace(/\b[0-9a-f]+\b/gi, (word) => (/[0-9]/.test(word) ? '' : word))
    .replace(/[\d.:,+-]+/g, '');

const sessionCookie =
  /^(?:PHPSESSID|connect\.sid|sessionid|session|laravel_session|JSESSIONID|_[a-z_]+_session|csrftoken)=/i;

const signsOfProgram = (answer: HttpExchange): string | undefined => {
  const powered = headerOf(answer, 'x-powered-by');
  if (powered) return `the header X-Powered-By says ${powered}`;
  const cookie = answer.headers.find(([name, value]) => name === 'set-cookie' && sessionCookie.test(value));
  return cookie && `a session cookie came (${cookie[1].split('=')[0]})`;
};

const whyUnknown = (first: HttpExchange, isComparable: boolean): string => {
  if (looksLikeFile(first)) return `${first.url} looks like a file that the web server reads from the disk`;
  if (!isComparable)
    return `${first.url} did not come whole two times (too long, or too slow), so nothing could be compared`;
  if (first.body === '') return `${first.url} answers ${first.status} with an empty page`;
  return 'two identical requests got the same page, and nothing in it shows that a program made it';
};

const dynamic = ([first, second]: readonly HttpExchange[], named: boolean): Judgement<Cause> => {
  if (!first || !second || first.outcome !== 'answer' || second.outcome !== 'answer')
    return unknown(first?.url ?? 'the page', 'the page did not come twice');
  const subject = first.url;
  if (isCdnWord(first.status ?? 0))
    return unknown(subject, `a CDN answers ${first.status} to ${subject}, in the place of the program`);
  const isComparable = isWhole(first) && isWhole(second);
  if (isErrorOfProgram(first))
    return ok(subject, `a program answers ${subject}, with an error of its own (${first.status})`, 'likely');
  if (isComparable && !looksLikeFile(first) && withoutTokens(first.body) !== withoutTokens(second.body))
    return ok(subject, `two identical requests got two different pages, so a program made them`);
  const sign = signsOfProgram(second);
  if (sign && !looksLikeFile(first)) return ok(subject, sign, 'likely');
  const isSent = first.status !== undefined && first.status >= 300 && first.status < 400;
  if (named && isSent && !isNginxOwnPage(first))
    return ok(subject, `${subject} answers ${first.status}, and not with a page of nginx's own`, 'likely');
  if (named && !looksLikeFile(first) && first.status === 200 && first.body !== '')
    return ok(subject, `${subject} answers 200 and does not look like a file`, 'likely');
  return unknown(
    subject,
    whyUnknown(first, isComparable),
    'Name a page that your program makes: --path /page',
  );
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
