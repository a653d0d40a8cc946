import { blocked, defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import type { HttpExchange } from '../../model/evidence.ts';
import { asIs, page } from '../../model/example.ts';
import { headerOf, pagesElsewhere } from '../../model/http.ts';

type Cause =
  'flask-debugger' | 'django-debug' | 'php-messages' | 'stack-trace' | 'development-server' | 'welcome-page';

/** Texts of the tools themselves, each written so that a page that only speaks of them has it in another form. */
const pages: readonly (readonly [cause: Cause, shows: RegExp, says: string])[] = [
  ['flask-debugger', /\/\/ Werkzeug Debugger<\/title>/, 'the debugger of Flask (Werkzeug)'],
  ['django-debug', /because you have <code>DEBUG = True<\/code>/, 'the debug page of Django'],
  [
    'php-messages',
    /<b>(?:Warning|Notice|Deprecated)<\/b>: [^\n]+ in <b>[^\n]+<\/b> on line <b>\d+<\/b>/,
    'messages of PHP, with paths on the server',
  ],
  [
    'development-server',
    /<script type="module" src="[^"]*\/@vite\/client"><\/script>/,
    'the development server Vite',
  ],
  [
    'welcome-page',
    /<title>(?:The install worked successfully! Congratulations!|Welcome to Express|Ruby on Rails|Laravel)<\/title>/,
    'the page that comes with the framework',
  ],
];

/** Python's, and two lines of Node.js's or PHP's. */
const traces: readonly RegExp[] = [
  /Traceback \(most recent call last\):/,
  /(?:^|\n|<br>)(?:\s|&nbsp;)*at [^\n<]+:\d+:\d+\)?(?:\n|<br>)(?:\s|&nbsp;)*at [^\n<]+:\d+:\d+/,
  /\n#0 [^\n]+\(\d+\)[^\n]*\n#1 /,
];

/** How servers for developers call themselves: Flask's, Django's, Python's and Ruby's. */
const developers = /^(?:Werkzeug|WSGIServer|SimpleHTTP|BaseHTTP|WEBrick)\//;

const judgePage = (answer: HttpExchange): Judgement<Cause> | undefined => {
  const { url, body, status = 0 } = answer;
  const shown = pages.find(([, shows]) => shows.test(body));
  if (shown) return found(shown[0], url, `${url} shows ${shown[2]}`);
  if (status >= 500 && traces.some((trace) => trace.test(body)))
    return found('stack-trace', url, `the error page of ${url} shows lines of the program's code`);
  const server = headerOf(answer, 'server') ?? '';
  return developers.test(server)
    ? found('development-server', url, `${url} comes from ${server}, a server for developers`)
    : undefined;
};

const nodeTrace = 'Error: boom\n    at home (/srv/app/site.js:3:9)\n    at run (/srv/app/site.js:9:1)\n';

export default defineCheck({
  claim: false,
  needs: ['app'],
  uses: ['http'],
  judge({ app: { answers }, http }, { target: { site } }) {
    const [first] = answers;
    if (first?.outcome !== 'answer')
      return [blocked(first?.url ?? site.shown, 'the page did not come', 'web')];
    const seen = [first, ...answers.slice(1), ...pagesElsewhere(http, first)];
    const judged = seen.flatMap((one) => judgePage(one) ?? []);
    return judged.length > 0 ? judged.slice(0, 1) : [ok(first.url, 'no tool of a developer is to be seen')];
  },
  causes: {
    'flask-debugger': {
      status: 'warn',
      strength: 'confirmed',
      example: page({ status: 500, body: '<title>ValueError: boom\n // Werkzeug Debugger</title>' }),
    },
    'django-debug': {
      status: 'warn',
      strength: 'confirmed',
      example: page({
        status: 500,
        body: "You're seeing this error because you have <code>DEBUG = True</code> in your settings",
      }),
    },
    'php-messages': {
      status: 'warn',
      strength: 'confirmed',
      example: page({
        body: '<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/index.php</b> on line <b>2</b><br />',
      }),
    },
    'stack-trace': { status: 'warn', strength: 'likely', example: page({ status: 500, body: nodeTrace }) },
    'development-server': {
      status: 'warn',
      strength: 'likely',
      example: page({ headers: [['server', 'Werkzeug/2.2.2 Python/3.11.2']] }),
    },
    'welcome-page': {
      status: 'broken',
      strength: 'confirmed',
      example: page({ body: '<title>The install worked successfully! Congratulations!</title>' }),
    },
  },
  examples: {
    ok: [
      asIs,
      page({ body: `<pre>${nodeTrace}</pre> is what a stack trace looks like` }),
      page({ status: 500, body: '<h1>Something went wrong</h1>' }),
    ],
  },
});
