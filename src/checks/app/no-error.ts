import { isAboutProgram, isIntermittent } from '../../model/app.ts';
import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { asIs, db, noGreeting, page, together } from '../../model/example.ts';
import { withoutDatabase, type DatabaseSeen } from '../../model/db-runs.ts';
import { headerOf, pagesElsewhere, showsMaker } from '../../model/http.ts';
import { explainedByLog } from '../../model/log-judge.ts';
import { pageErrorOf, type PageError } from '../../model/page-error.ts';
import { roomCause } from '../../model/room-cause.ts';
import { servedCause } from '../../model/served-cause.ts';
import type { Target } from '../../model/target.ts';

const says: Readonly<Record<PageError, (url: string, status: number) => string>> = {
  error: (url, status) => `the program answers ${status} to ${url}`,
  'empty-error': (url, status) => `${url} answers ${status} with an empty page`,
  'php-fatal': (url, status) => `PHP writes a fatal error into ${url} (status ${status})`,
  'flask-debugger': (url, status) => `the program answers ${status} to ${url}, with Flask's debugger`,
  'django-debug': (url, status) => `the program answers ${status} to ${url}, with Django's debug page`,
  'stack-trace': (url, status) => `the program answers ${status} to ${url}, with lines of its code`,
  'nginx-error': (url, status) => `nginx itself answers ${status} to ${url}`,
  'apache-error': (url, status) => `Apache itself answers ${status} to ${url}`,
};

const judgePage = (answer: HttpExchange, seen: DatabaseSeen, target: Target): Judgement<PageError> => {
  const { url, status = 0 } = answer;
  if (status >= 500 && !isAboutProgram(status) && !showsMaker(answer))
    return unknown(
      url,
      `the page of the answer ${status} did not come whole, so it does not show who made it`,
    );
  const cause = pageErrorOf(answer);
  if (!cause) return ok(url, `${url} answers ${status}`);
  // A program that needs the database cannot do better while that is gone: one red hop, not two.
  const instead = cause === 'nginx-error' ? undefined : withoutDatabase(seen, target);
  if (instead)
    return blocked(url, `the program answers ${status} to ${url}, while its database ${instead}`, 'db');
  // Behind another web server the page may be that one's own.
  const isBehindNginx = /^nginx\b/.test(headerOf(answer, 'server') ?? '');
  return found(
    cause,
    url,
    says[cause](url, status),
    cause === 'error' && !isBehindNginx ? 'likely' : undefined,
  );
};

/** The two answers of one page mostly say the same. */
const isFirstToSay = (
  { because }: Judgement<PageError>,
  at: number,
  all: readonly Judgement<PageError>[],
): boolean => all.findIndex((one) => one.because === because) === at;

const nodeTrace = 'Error: boom\n    at home (/srv/app/site.js:3:9)\n    at run (/srv/app/site.js:9:1)\n';

const crash = page({ status: 500, body: '<h1>Internal error</h1>' });

export default defineCheck({
  claim: false,
  needs: ['app'],
  uses: ['http', 'mysql', 'logs', 'listeners', 'processes', 'database', 'links', 'nginx', 'errors'],
  judge(seen, { target }) {
    const { http, errors } = seen;
    const { answers } = seen.app;
    const [first] = answers;
    if (first?.outcome !== 'answer')
      return [blocked(first?.url ?? target.site.shown, 'the page did not come', 'web')];
    // That one of two answers fails is a fault of its own; another address of the site may fail alone.
    const steady = isIntermittent(answers) ? [] : answers;
    const judged = [...steady, ...pagesElsewhere(http, first)].map((one) => {
      const judgement = judgePage(one, seen, target);
      // What the error log explains is told by `web/serves-files` or `web/has-room`, and by nobody else.
      const name = target.site.ascii;
      const isExplained =
        errors !== undefined &&
        (servedCause({ errors }, name, one) ?? roomCause(errors, name, one)) !== undefined;
      return judgement.cause === 'nginx-error' && isExplained
        ? blocked(judgement.subject, judgement.because, 'web')
        : explainedByLog<PageError>(seen, target, ['error', 'empty-error'])(judgement);
    });
    const notOk = judged.filter(({ status }) => status !== 'ok').filter(isFirstToSay);
    if (notOk.length > 0) return notOk.slice(0, 4);
    return judged.length > 0
      ? judged.slice(0, 1)
      : [ok(first.url, `only some answers of ${first.url} are errors`)];
  },
  causes: {
    error: { status: 'broken', strength: 'confirmed', example: crash },
    'empty-error': { status: 'broken', strength: 'likely', example: page({ status: 500, body: '' }) },
    'php-fatal': {
      status: 'broken',
      strength: 'confirmed',
      example: page({
        body: '<b>Fatal error</b>:  Uncaught Error: no in /srv/a.php:1\n  thrown in <b>/srv/a.php</b> on line <b>1</b>',
      }),
    },
    'flask-debugger': {
      status: 'broken',
      strength: 'confirmed',
      example: page({ status: 500, body: '<title>ValueError: boom\n // Werkzeug Debugger</title>' }),
    },
    'django-debug': {
      status: 'broken',
      strength: 'confirmed',
      example: page({
        status: 500,
        body: "You're seeing this error because you have <code>DEBUG = True</code> in your settings",
      }),
    },
    'stack-trace': { status: 'broken', strength: 'likely', example: page({ status: 500, body: nodeTrace }) },
    'nginx-error': {
      status: 'broken',
      strength: 'confirmed',
      example: page({
        status: 500,
        body: '<center><h1>500 Internal Server Error</h1></center>\n<hr><center>nginx/1.22.1</center>\n',
      }),
    },
    'apache-error': {
      status: 'broken',
      strength: 'confirmed',
      example: page({
        status: 500,
        body: '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>500 Internal Server Error</title>\n</head><body>\n<h1>Internal Server Error</h1>\n',
      }),
    },
  },
  examples: {
    ok: [asIs, page({ body: `<pre>${nodeTrace}</pre> is what a stack trace looks like` })],
    unknown: [
      together(crash, noGreeting('host', { state: 'refused' })),
      together(crash, db('host', { login: { outcome: 'refused', errno: 1040, withPassword: true } })),
      page({ status: 500, body: '<h1>Inter', bodyUnfinished: true }),
    ],
  },
});
