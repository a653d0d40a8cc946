import type { HttpExchange, HttpSeen, Visit } from './evidence.ts';

/** The first value of a header; names are in lower case. */
export const headerOf = ({ headers }: Pick<HttpExchange, 'headers'>, name: string): string | undefined =>
  headers.find(([held]) => held === name)?.[1];

/** The last step of each visit. */
export const ends = ({ visits }: HttpSeen): HttpExchange[] => visits.flatMap(({ steps }) => steps.slice(-1));

/** Whether a visit that began without TLS was sent to https. */
export const isSentToHttps = ({ from, steps, next }: Visit): boolean =>
  from === 'http' && [...steps.map(({ url }) => url), next ?? ''].some((url) => url.startsWith('https:'));

/** nginx closes its own pages with its name (src/http/ngx_http_special_response.c). */
const nginxFooter = /<hr><center>nginx(?:\/[0-9.]+[^<]*)?<\/center>/;

/** The page was made by nginx itself, not handed on from a program behind it. */
export const isNginxOwnPage = ({ body, status = 0 }: HttpExchange): boolean =>
  status >= 300 && nginxFooter.test(body);

/** nginx gives a file this entity tag: its time and its length in hexadecimal (ngx_http_set_etag). */
const fileTag = /^(?:W\/)?"[0-9a-f]+-[0-9a-f]+"$/;

/** The answer carries what a web server sends with a file: when it was changed, or nginx's tag for it. */
export const looksLikeFile = (exchange: HttpExchange): boolean =>
  headerOf(exchange, 'last-modified') !== undefined || fileTag.test(headerOf(exchange, 'etag') ?? '');

/** An error page (5xx) that nginx did not make and that is no file: the program behind it ran, and failed. */
export const isErrorOfProgram = (exchange: HttpExchange): boolean =>
  (exchange.status ?? 0) >= 500 && !isNginxOwnPage(exchange) && !looksLikeFile(exchange);
