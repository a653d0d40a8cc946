import { blocked, defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import type { AppSeen, HttpExchange } from '../../model/evidence.ts';
import { answers, asIs, page } from '../../model/example.ts';
import {
  headerOf,
  isErrorOfProgram,
  isNginxOwnPage,
  isWhole,
  looksLikeFile,
  pagesElsewhere,
  shownPage,
} from '../../model/http.ts';

/** 520 to 526 are Cloudflare's own words for a server behind it that gave no good answer. */
const isCdnWord = (status: number): boolean => status >= 520 && status <= 526;

type Cause = 'cdn-error' | 'bad-gateway' | 'gateway-timeout' | 'unavailable' | 'page-not-found';

const byNginx = (answer: HttpExchange) => (isNginxOwnPage(answer) ? 'confirmed' : 'likely');

const failure = (answer: HttpExchange, url: string, named: boolean): Judgement<Cause> | undefined => {
  const { status } = answer;
  if (status !== undefined && isCdnWord(status))
    return found('cdn-error', url, `${url} answers ${status}: a number that only Cloudflare uses`);
  if (status === 502)
    return found('bad-gateway', url, `the web server answers 502 Bad Gateway to ${url}`, byNginx(answer));
  if (status === 504)
    return found(
      'gateway-timeout',
      url,
      `the web server answers 504 Gateway Timeout to ${url}`,
      byNginx(answer),
    );
  if (status === 503) return found('unavailable', url, `${url} answers 503 Service Unavailable`, 'likely');
  if (named && status === 404) return found('page-not-found', url, `${url} answers 404 Not Found`);
  return undefined;
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
    .replace(/\b[0-9a-f]*[0-9][0-9a-f]*\b/gi, '')
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

const named = (patch: Partial<AppSeen>) => (healthy: Parameters<typeof asIs>[0]) => ({
  ...healthy,
  evidence: { ...healthy.evidence, app: { ...healthy.evidence.app, ...patch } },
});

const eachAnswer =
  (edit: (one: HttpExchange, at: number) => HttpExchange): Example =>
  (healthy) =>
    named({ answers: healthy.evidence.app.answers.map(edit) })(healthy);

export default defineCheck({
  claim: true,
  needs: ['app'],
  uses: ['http'],
  judge({ app: { answers: asked, named: isNamed }, http }) {
    const [first] = asked;
    if (!first || first.outcome !== 'answer')
      return [blocked(first?.url ?? 'the page', 'the page did not come', 'web')];
    const [failed] = asked.flatMap((one) => failure(one, one.url, isNamed) ?? []);
    // What another address of the site answers, or plain HTTP beside https, is what other visitors get.
    const elsewhere = pagesElsewhere(http, first).flatMap(
      (one) => failure(one, http ? shownPage(http, one) : one.url, false) ?? [],
    );
    return [failed ?? dynamic(asked, isNamed), ...elsewhere];
  },
  causes: {
    'bad-gateway': { status: 'broken', strength: 'confirmed', example: own(502, 'Bad Gateway') },
    'gateway-timeout': { status: 'broken', strength: 'confirmed', example: own(504, 'Gateway Time-out') },
    unavailable: {
      status: 'broken',
      strength: 'likely',
      example: page({ status: 503, body: 'Down for maintenance' }),
    },
    'cdn-error': {
      status: 'broken',
      strength: 'likely',
      example: page({ status: 522, body: 'Connection timed out' }),
    },
    'page-not-found': {
      status: 'broken',
      strength: 'confirmed',
      example: (healthy) => named({ named: true })(answers({ status: 404, body: 'no such page' })(healthy)),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [
      answers({
        body: '<h1>Always the same</h1>',
        headers: [['last-modified', 'Fri, 20 Nov 2026 10:00:00 GMT']],
      }),
      eachAnswer((one, at) => ({ ...one, headers: [], body: 'ab'.repeat(at + 1), bodyUnfinished: true })),
      answers({ headers: [], body: '' }),
    ],
  },
});
