import { hasPhpFatal } from '../../model/app.ts';
import { blocked, defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { asIs, page } from '../../model/example.ts';
import { headerOf, pagesElsewhere } from '../../model/http.ts';

type Cause = 'php-messages' | 'development-server' | 'welcome-page';

/** Texts of the tools themselves, each written so that a page that only speaks of them has it in another form. */
const pages: readonly (readonly [cause: Cause, shows: RegExp, says: string])[] = [
  [
    'php-messages',
    /<b>(?:Warning|Notice|Deprecated)<\/b>: [^\n]{1,2000}? in <b>[^<\n]{1,300}<\/b> on line <b>\d{1,7}<\/b>/,
    'messages of PHP, with paths on the server',
  ],
  [
    'development-server',
    /<script type="module" src="[^"]*\/@vite\/client"><\/script>/,
    'the development server Vite',
  ],
  [
    'welcome-page',
    /<title>(?:The install worked successfully! Congratulations!|Ruby on Rails(?: [\d.]+)?)<\/title>|<p>Welcome to Express<\/p>|Laravel v[\d.]+ \(PHP v/,
    'the page that comes with the framework',
  ],
];

/** How servers for developers call themselves: Flask's, Django's, Python's and Ruby's. */
const developers = /^(?:Werkzeug|WSGIServer|SimpleHTTP|BaseHTTP|WEBrick)\//;

const judgePage = (answer: HttpExchange): Judgement<Cause> | undefined => {
  const { url, body } = answer;
  // Warnings before a fatal error are the same fault.
  if (hasPhpFatal(body)) return undefined;
  const shown = pages.find(([, shows]) => shows.test(body));
  if (shown) return found(shown[0], url, `${url} shows ${shown[2]}`);
  const server = headerOf(answer, 'server') ?? '';
  return developers.test(server)
    ? found('development-server', url, `${url} comes from ${server}, a server for developers`)
    : undefined;
};

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
    'php-messages': {
      status: 'warn',
      strength: 'confirmed',
      example: page({
        body: '<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/index.php</b> on line <b>2</b><br />',
      }),
    },
    'development-server': {
      status: 'warn',
      strength: 'likely',
      example: page({ headers: [['server', 'Werkzeug/2.2.2 Python/3.11.2']] }),
    },
    'welcome-page': {
      status: 'broken',
      strength: 'likely',
      example: page({ body: '<title>The install worked successfully! Congratulations!</title>' }),
    },
  },
  examples: {
    ok: [asIs, page({ status: 500, body: '<h1>Something went wrong</h1>' })],
  },
});
