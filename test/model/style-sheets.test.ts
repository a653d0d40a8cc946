import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSentByNginx, styleSheetsOf } from '../../src/model/style-sheets.ts';
import type { NginxPass, NginxServer } from '../../src/model/seen/nginx.ts';

const file = '/etc/nginx/sites-enabled/site';
const pass: NginxPass = { kind: 'proxy', to: 'http://127.0.0.1:8000', file, line: 9 };

type Location = readonly [match: string, passes: readonly NginxPass[]];

const server = (...locations: readonly Location[]) => ({
  servers: [
    {
      file,
      line: 1,
      listens: [{ address: '*', port: 443, ssl: true, isDefault: false }],
      names: ['www.shop.com'],
      root: '/var/www/shop',
      passes: [],
      locations: locations.map(([match, passes]) => ({ match, passes, file, line: 5 })),
    } satisfies NginxServer,
  ],
});

const isSent = (...locations: readonly Location[]): boolean =>
  isSentByNginx(server(...locations), 'www.shop.com', '/static/style.css');

test('a style sheet is what a page names as one, of its own site', () => {
  const page = `<link rel="stylesheet" href="/static/style.css?v=3"><LINK href='/b.css' rel=stylesheet>
<link rel="icon" href="/icon.css"><link rel="stylesheet" href="https://cdn.example.net/x.css">
<link rel="stylesheet" href="//cdn.example.net/y.css"><link rel="stylesheet" href="/style">`;
  expect(styleSheetsOf(page)).toEqual(['/static/style.css', '/b.css']);
});

test('Nginx sends itself what no location hands on', () => {
  expect(isSent()).toBe(true);
  expect(isSent(['/', []])).toBe(true);
  expect(isSent(['/', [pass]])).toBe(false);
  expect(isSent(['/', [pass]], ['/static/', []])).toBe(true);
  expect(isSent(['/', []], ['^~ /static/', [pass]])).toBe(false);
  expect(isSent(['/', [pass]], ['= /static/style.css', []])).toBe(true);
  expect(isSent(['~ \\.php$', [pass]])).toBe(true);
});

test('what a regular expression takes is not guessed', () => {
  expect(isSent(['~* \\.(css|js)$', [pass]])).toBe(false);
  expect(isSent(['~ ^/static', []])).toBe(false);
});

test('any page is read to its end', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3_000 }), (text) => {
      expect(styleSheetsOf(`<link ${text}`).length).toBeLessThanOrEqual(100);
    }),
    { numRuns: 200 },
  );
});
