import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { HttpExchange } from '../../model/evidence.ts';
import { asIs, page, target, together } from '../../model/example.ts';
import { ends, headerOf, isNginxOwnPage, isWhole, shownPage } from '../../model/http.ts';

type Cause = 'default-page' | 'forbidden' | 'not-found' | 'not-shown';

/** The pages that Debian's and Ubuntu's packages of nginx and Apache put up. */
const defaultTitle =
  /<title>(?:Welcome to nginx!|Apache2 (?:Ubuntu|Debian) Default Page[^<]*|Test Page for [^<]*)<\/title>/i;

const judgeOne = (url: string, exchange: HttpExchange, otherPageNamed: boolean): Judgement<Cause> => {
  const { status = 0, body } = exchange;
  if (status === 200 && defaultTitle.test(body))
    return found('default-page', url, `${url} shows the page that comes with the web server`);
  if (status === 403 && isNginxOwnPage(exchange))
    return found('forbidden', url, `nginx itself answers 403 Forbidden to ${url}`);
  if (status === 404 && isNginxOwnPage(exchange))
    return found('not-found', url, `nginx itself answers 404 Not Found to ${url}`);
  // Who names a page with --path may well have none at the front.
  if (status >= 400 && status < 500 && !otherPageNamed)
    return found('not-shown', url, `visitors get ${status} instead of a page at ${url}`);
  if (status < 300 && body === '' && isWhole(exchange))
    return unknown(url, `${url} answers ${status} with an empty page, so there is nothing to judge`);
  const type = headerOf(exchange, 'content-type');
  return ok(url, `${url} answers ${status}${type ? ` (${type})` : ''}`);
};

const own = (status: number, words: string) =>
  page({
    status,
    body: `<html>\n<head><title>${status} ${words}</title></head>\n<body>\n<center><h1>${status} ${words}</h1></center>\n<hr><center>nginx/1.22.1</center>\n</body>\n</html>\n`,
  });

export default defineCheck({
  claim: false,
  needs: ['http'],
  uses: [],
  judge({ http }, { target: { site, path } }) {
    const pages = ends(http).filter(({ outcome }) => outcome === 'answer');
    const shown = pages.filter(({ status = 0 }) => status < 300 || status >= 400);
    return shown.length > 0
      ? shown.map((exchange) => judgeOne(shownPage(http, exchange), exchange, path !== undefined))
      : [blocked(site.shown, 'no page came back', 'web')];
  },
  causes: {
    'default-page': {
      status: 'broken',
      strength: 'confirmed',
      example: page({ body: '<html><head><title>Welcome to nginx!</title></head></html>' }),
    },
    forbidden: { status: 'broken', strength: 'confirmed', example: own(403, 'Forbidden') },
    'not-found': { status: 'broken', strength: 'confirmed', example: own(404, 'Not Found') },
    'not-shown': {
      status: 'warn',
      strength: 'confirmed',
      example: page({ status: 401, body: 'Who are you?' }),
    },
  },
  examples: {
    ok: [
      asIs,
      own(502, 'Bad Gateway'),
      together(target({ path: '/visits' }), page({ status: 404, body: '<h1>No such page here</h1>' })),
    ],
    unknown: [page({ status: 200, body: '' })],
  },
});
