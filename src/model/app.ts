import type { HttpExchange } from './seen/http.ts';

/** 520 to 526 and 530 are Cloudflare's own words for a server behind it that gave no good answer. */
export const isCdnWord = (status: number): boolean => (status >= 520 && status <= 526) || status === 530;

/** What a web server says about the program behind it, and not the program about itself. */
export const isAboutProgram = (status: number): boolean =>
  status === 502 || status === 503 || status === 504 || isCdnWord(status);

/** The server said that it failed (5xx), or closed the connection without a word. */
const hasFailed = ({ status = 0, outcome }: HttpExchange): boolean => status >= 500 || outcome === 'closed';

/** Two identical requests fared differently: the server failed at one of them and not at the other. */
export const isIntermittent = (answers: readonly HttpExchange[]): boolean =>
  answers.some(hasFailed) && answers.some((one) => one.outcome === 'answer' && !hasFailed(one));

/** Milliseconds. Whoever reads a body waits for five seconds; the other side has ended what broke off sooner. */
const patience = 4_500;

/** The body broke off before its end, and it was not we who stopped waiting. */
export const isCutOff = ({ bodyUnfinished, times }: HttpExchange): boolean =>
  bodyUnfinished && times.total - (times.firstByte ?? 0) < patience;

const phpFatal =
  /<b>(?:Fatal|Parse) error<\/b>: [^]{1,4000}? in <b>[^<\n]{1,300}<\/b> on line <b>\d{1,7}<\/b>/;

/** PHP with display_errors writes this into the page, which then may still be a 200 (php.net, "Error Handling"). */
export const hasPhpFatal = (body: string): boolean => phpFatal.test(body);

/** Django's page for a request that it does not take (django/views/defaults.py). */
export const isDjangoBadRequest = ({ status, body }: HttpExchange): boolean =>
  status === 400 && body.includes('<h1>Bad Request (400)</h1>');

/** What PHP-FPM and php-cgi say of a script that is not there (sapi/fpm/fpm/fpm_main.c, sapi/cgi/cgi_main.c). */
export const saysNoScript = ({ status, body }: HttpExchange): boolean =>
  status === 404 && /^(?:File not found\.|No input file specified\.)$/.test(body.trim());
