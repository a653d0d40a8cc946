import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { asIs, page, target, together } from '../../model/example.ts';
import { isDjangoBadRequest, saysNoScript } from '../../model/app.ts';
import type { ErrorsSeen } from '../../model/seen/errors.ts';
import type { NginxSeen } from '../../model/seen/nginx.ts';
import { nameSeen } from '../../model/name-cause.ts';
import { roomCause } from '../../model/room-cause.ts';
import { servedCause } from '../../model/served-cause.ts';
import {
  ends,
  headerOf,
  isApacheOwnPage,
  isNginxOwnPage,
  isWhole,
  shownPage,
  showsPackagePage,
  wantsClientCertificate,
  wantsTls,
} from '../../model/http.ts';

type Cause =
  | 'default-page'
  | 'apache-default-page'
  | 'forbidden'
  | 'not-found'
  | 'forbidden-by-apache'
  | 'not-found-by-apache'
  | 'no-route'
  | 'login-wanted'
  | 'challenged'
  | 'bad-request'
  | 'misdirected'
  | 'too-many-requests'
  | 'not-shown';

const apacheDefault =
  /<title>Apache2 (?:Ubuntu|Debian) Default Page[^<]*<\/title>|^<html><body><h1>It works!<\/h1><\/body><\/html>\s*$/i;

/** Made by the web server itself, so by its configuration. */
const ownPage = (url: string, exchange: HttpExchange): Judgement<Cause> | undefined => {
  const { status } = exchange;
  const isApache = isApacheOwnPage(exchange);
  if ((status !== 403 && status !== 404) || !(isApache || isNginxOwnPage(exchange))) return undefined;
  const words = status === 403 ? '403 Forbidden' : '404 Not Found';
  const because = `${isApache ? 'Apache' : 'nginx'} itself answers ${words} to ${url}`;
  if (isApache) return found(status === 403 ? 'forbidden-by-apache' : 'not-found-by-apache', url, because);
  return found(status === 403 ? 'forbidden' : 'not-found', url, because);
};

/** Cloudflare and AWS WAF say so when they want to see first whether a person asks. */
const isChallenge = (exchange: HttpExchange): boolean =>
  headerOf(exchange, 'cf-mitigated') === 'challenge' ||
  /^(?:challenge|captcha)$/.test(headerOf(exchange, 'x-amzn-waf-action') ?? '');

/** RFC 9110 §15.5, RFC 6585 §4. */
const refusals: Readonly<Partial<Record<number, readonly [Cause, string]>>> = {
  400: ['bad-request', 'calls the request a bad one (400)'],
  404: ['no-route', 'answers 404, and the page is not one of the web server itself'],
  421: ['misdirected', 'says that it is not the server for this name (421)'],
  429: ['too-many-requests', 'says that too many requests came (429)'],
};

const refused = (url: string, status: number): Judgement<Cause> => {
  const [cause, says] = refusals[status] ?? ['not-shown', `answers ${status}, and shows no page to visitors`];
  return found(cause, url, `${url} ${says}`);
};

const judgeOne = (url: string, exchange: HttpExchange, otherPageNamed: boolean): Judgement<Cause> => {
  const { status = 0, body } = exchange;
  if (showsPackagePage(exchange))
    return found('default-page', url, `${url} shows the page that comes with the web server`);
  if (status === 200 && apacheDefault.test(body))
    return found('apache-default-page', url, `${url} shows the page that comes with Apache`);
  if (isChallenge(exchange))
    return found('challenged', url, `${url} first asks for a proof that a person is there (${status})`);
  if (isDjangoBadRequest(exchange) || saysNoScript(exchange))
    return blocked(url, `a program answers ${status} to ${url}, so that is not the web server's word`, 'app');
  const own = ownPage(url, exchange);
  if (own) return own;
  if (status === 401 && headerOf(exchange, 'www-authenticate') !== undefined)
    return found('login-wanted', url, `${url} asks visitors for a name and a password (401)`);
  // Who names a page with --path may well have none at the front.
  if (status >= 400 && status < 500 && !otherPageNamed) return refused(url, status);
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

const apacheOwn = (status: number, words: string) =>
  page({
    status,
    body: `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${words}</title>\n</head><body>\n<h1>${words}</h1>\n</body></html>\n`,
  });

/** What is seen from inside of a page that Nginx made. */
interface Inside {
  readonly errors?: ErrorsSeen;
  readonly nginx?: NginxSeen;
}

/** What `web/serves-files`, `web/has-room` or `web/knows-name` explains is told there, and by nobody else. */
const isExplained = (
  cause: Cause | undefined,
  { errors, nginx }: Inside,
  exchange: HttpExchange,
  name: string,
) => {
  if (cause === 'forbidden' || cause === 'not-found')
    return errors !== undefined && servedCause({ errors }, name, exchange) !== undefined;
  if (cause === 'too-many-requests') return roomCause(errors, name, exchange) !== undefined;
  return cause === 'default-page' && nginx !== undefined && nameSeen(nginx, exchange)?.cause !== undefined;
};

export default defineCheck({
  claim: false,
  needs: ['http'],
  uses: ['errors', 'nginx'],
  judge({ http, ...inside }, { target: { site, path } }) {
    // What `web/answers` says is said once.
    const pages = ends(http).filter(
      (one) => one.outcome === 'answer' && !wantsTls(one) && !wantsClientCertificate(one),
    );
    const shown = pages.filter(({ status = 0 }) => status < 300 || status >= 400);
    return shown.length > 0
      ? shown.map((exchange) => {
          const judgement = judgeOne(shownPage(http, exchange), exchange, path !== undefined);
          return isExplained(judgement.cause, inside, exchange, site.ascii)
            ? blocked(judgement.subject, judgement.because, 'web')
            : judgement;
        })
      : [blocked(site.shown, 'no page came back', 'web')];
  },
  causes: {
    'default-page': {
      status: 'broken',
      strength: 'confirmed',
      example: page({ body: '<html><head><title>Welcome to nginx!</title></head></html>' }),
    },
    'apache-default-page': {
      status: 'broken',
      strength: 'confirmed',
      example: page({ body: '<title>Apache2 Ubuntu Default Page: It works</title>' }),
    },
    forbidden: { status: 'broken', strength: 'confirmed', example: own(403, 'Forbidden') },
    'not-found': { status: 'broken', strength: 'confirmed', example: own(404, 'Not Found') },
    'forbidden-by-apache': { status: 'broken', strength: 'confirmed', example: apacheOwn(403, 'Forbidden') },
    'not-found-by-apache': { status: 'broken', strength: 'confirmed', example: apacheOwn(404, 'Not Found') },
    'no-route': {
      status: 'warn',
      strength: 'likely',
      example: page({ status: 404, body: '<h1>Cannot GET /</h1>' }),
    },
    'login-wanted': {
      status: 'note',
      strength: 'confirmed',
      example: page({ status: 401, headers: [['www-authenticate', 'Basic realm="shop"']], body: '' }),
    },
    challenged: {
      status: 'note',
      strength: 'likely',
      restsOn: 'Cloudflare, Detect a Challenge Page response (cf-mitigated); AWS WAF, x-amzn-waf-action',
      example: page({ status: 403, headers: [['cf-mitigated', 'challenge']], body: 'Just a moment...' }),
    },
    'bad-request': {
      status: 'broken',
      strength: 'likely',
      example: page({ status: 400, body: 'Invalid Host header' }),
    },
    misdirected: { status: 'broken', strength: 'likely', example: page({ status: 421, body: '' }) },
    'too-many-requests': { status: 'warn', strength: 'confirmed', example: page({ status: 429, body: '' }) },
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
