import { isCdnWord } from './app.ts';
import { ok, unknown, type Judgement } from './check.ts';
import { headerOf, isErrorOfProgram, isNginxOwnPage, isWhole, looksLikeFile } from './http.ts';
import type { HttpExchange } from './seen/http.ts';

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

/** Whether the page that was asked for twice was made by a program; `named`: the user says so. */
export const dynamic = ([first, second]: readonly HttpExchange[], named: boolean): Judgement<never> => {
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
