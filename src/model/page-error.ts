import { hasPhpFatal, isAboutProgram } from './app.ts';
import type { HttpExchange } from './seen/http.ts';
import { isApacheOwnPage, isErrorOfProgram, isNginxOwnPage, isWhole } from './http.ts';

/** What kind of error page a program, or the web server in its place, has made. */
export type PageError =
  | 'error'
  | 'empty-error'
  | 'php-fatal'
  | 'flask-debugger'
  | 'django-debug'
  | 'stack-trace'
  | 'nginx-error'
  | 'apache-error';

/** Of the tools themselves: Werkzeug's debugger, and Django's page for errors (django/views/debug.py). */
const werkzeug = /\/\/ Werkzeug Debugger<\/title>/;
const djangoDebug = /because you have <code>DEBUG = True<\/code>/;

/**
 * Python's, Node.js's and PHP's lists of calls; of the last two at least two lines. Each part is bounded: where a part may
 * be as long as the page, a page can be made on which looking for it takes minutes.
 */
const traces: readonly RegExp[] = [
  /Traceback \(most recent call last\):/,
  /(?:^|\n|<br>)(?:\s|&nbsp;){0,16}at [^\n<]{1,300}:\d{1,7}:\d{1,7}\)?(?:\n|<br>)(?:\s|&nbsp;){0,16}at [^\n<]{1,300}:\d{1,7}:\d/,
  /\n#0 [^\n]{1,300}\(\d{1,7}\)[^\n]{0,300}\n#1 /,
];

/** What the error page of a program shows besides the error. */
const shownBy = (body: string): PageError => {
  if (werkzeug.test(body)) return 'flask-debugger';
  if (djangoDebug.test(body)) return 'django-debug';
  return traces.some((trace) => trace.test(body)) ? 'stack-trace' : 'error';
};

/** Why a page is an error of the program; nothing when it is none. */
export const pageErrorOf = (answer: HttpExchange): PageError | undefined => {
  const { status = 0, body } = answer;
  if (hasPhpFatal(body)) return 'php-fatal';
  if (status === 500 && isNginxOwnPage(answer)) return 'nginx-error';
  if (status === 500 && isApacheOwnPage(answer)) return 'apache-error';
  if (!isErrorOfProgram(answer) || isAboutProgram(status)) return undefined;
  return body === '' && isWhole(answer) ? 'empty-error' : shownBy(body);
};
