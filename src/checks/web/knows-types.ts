import { defineCheck, found, ok, type Example } from '../../model/check.ts';
import { asIs, change, page, together } from '../../model/example.ts';
import { ends, isWhole } from '../../model/http.ts';
import { isSentByNginx, styleSheetsOf } from '../../model/style-sheets.ts';

type Cause = 'style-sheets-unknown';

/** Without it a browser is more patient, and takes a style sheet of another type (HTML Standard, link type "stylesheet"). */
const hasDoctype = (body: string): boolean => /^\s{0,200}<!doctype html/i.test(body);

const types = (...known: readonly string[]): Example =>
  change('nginx', (held) => ({ ...held, types: known }));

const withSheet = page({
  body: '<!doctype html><link rel="stylesheet" href="/static/style.css"><h1>Holberton School</h1>',
});

const ofFiles = change('nginx', (held) => ({
  ...held,
  servers: held.servers.map((server) => ({
    ...server,
    locations: [...server.locations, { match: '/static/', file: '/etc/nginx/site', line: 20, passes: [] }],
  })),
}));

export default defineCheck({
  claim: false,
  needs: ['http', 'nginx'],
  uses: [],
  judge({ http, nginx }, { target }) {
    const known = nginx.types;
    const subject = 'the types of files';
    if (known === undefined) return [];
    if (known.includes('css'))
      return [ok(subject, 'the configuration of Nginx gives style sheets (.css) a type')];
    const pages = ends(http).filter((one) => one.status === 200 && isWhole(one) && hasDoctype(one.body));
    const sheet = pages
      .flatMap(({ body }) => styleSheetsOf(body))
      .find((path) => isSentByNginx(nginx, target.site.ascii, path));
    if (sheet === undefined) return [];
    return [
      found(
        'style-sheets-unknown' satisfies Cause,
        subject,
        `the page takes its style from ${sheet}, which Nginx sends itself, and no types block of its configuration has css`,
      ),
    ];
  },
  causes: {
    'style-sheets-unknown': {
      status: 'warn',
      strength: 'likely',
      example: together(withSheet, ofFiles, types('html', 'js')),
    },
  },
  examples: { ok: [asIs, together(withSheet, ofFiles)] },
});
