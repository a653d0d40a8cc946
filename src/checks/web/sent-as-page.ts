import { defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { asIs, page } from '../../model/example.ts';
import { ends, headerOf, isWhole, shownPage } from '../../model/http.ts';

type Cause = 'source-shown' | 'downloaded' | 'shown-as-text' | 'directory-listing' | 'empty-page';

/** The words of mod_autoindex, of nginx's autoindex and of Python's http.server. */
const listing = /<title>(?:Index of|Directory listing for) \//i;

const mediaType = (exchange: HttpExchange): string =>
  (headerOf(exchange, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

const isAttached = (exchange: HttpExchange): boolean =>
  /^\s*attachment\b/i.test(headerOf(exchange, 'content-disposition') ?? '');

const judgeOne = (url: string, exchange: HttpExchange): Judgement<Cause> => {
  const { body } = exchange;
  const type = mediaType(exchange);
  if (/^\s*<\?(?:php\b|=)/.test(body))
    return found('source-shown', url, `${url} sends the source code of a PHP program`);
  if (type === 'application/octet-stream' || isAttached(exchange))
    return found('downloaded', url, `${url} is sent as a file to keep, and not as a page (${type})`);
  if (type === 'text/plain' && /^\s*<(?:!doctype html|html)\b/i.test(body))
    return found('shown-as-text', url, `${url} is an HTML page that is sent as plain text`);
  if (listing.test(body))
    return found('directory-listing', url, `${url} shows a list of the files in a folder`);
  if (body === '' && isWhole(exchange))
    return found('empty-page', url, `${url} sends a page with nothing in it`);
  return ok(url, `${url} is sent as ${type || 'a page'}`);
};

const typed = (type: string, body: string) => page({ headers: [['content-type', type]], body });

export default defineCheck({
  claim: false,
  needs: ['http'],
  uses: [],
  judge({ http }) {
    const pages = ends(http).filter(({ outcome, status = 0 }) => outcome === 'answer' && status === 200);
    return pages.map((exchange) => judgeOne(shownPage(http, exchange), exchange));
  },
  causes: {
    'source-shown': {
      status: 'broken',
      strength: 'confirmed',
      example: typed('application/octet-stream', "<?php\nrequire 'config.php';\n"),
    },
    downloaded: {
      status: 'broken',
      strength: 'confirmed',
      example: typed('application/octet-stream', '<!doctype html><h1>Shop</h1>'),
    },
    'shown-as-text': {
      status: 'broken',
      strength: 'confirmed',
      example: typed('text/plain', '<!doctype html><h1>Shop</h1>'),
    },
    'directory-listing': {
      status: 'warn',
      strength: 'confirmed',
      example: page({ body: '<html><head><title>Index of /</title></head></html>' }),
    },
    'empty-page': { status: 'warn', strength: 'confirmed', example: page({ body: '' }) },
  },
  examples: { ok: [asIs, typed('text/plain', 'Hello'), typed('application/json', '{}')] },
});
