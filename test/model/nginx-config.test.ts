import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backendsFor } from '../../src/model/arrow.ts';
import { answering, socketOf } from '../../src/model/nginx-names.ts';
import { structureOf } from '../../src/model/nginx-config.ts';
import { filesOf, includesOf } from '../../src/model/nginx-files.ts';
import { NginxSyntax, readIn } from '../../src/model/nginx-directives.ts';
import { workedMs } from '../support/processor.ts';

const main = '/etc/nginx/nginx.conf';

const structure = (text: string, more: Readonly<Record<string, string>> = {}) =>
  structureOf(new Map([[main, text], ...Object.entries(more)]), main);

/** Where a visitor of www.shop.com is handed to. */
const backends = (text: string, more: Readonly<Record<string, string>> = {}) =>
  backendsFor({ ...structure(text, more), files: [], command: '' }, 'www.shop.com');

const site = (inside: string): string => `http { server { server_name www.shop.com; ${inside} } }`;

describe('what Nginx reads', () => {
  test.each<[title: string, text: string, words: readonly string[]]>([
    ['quotes of both kinds', `a "b c" 'd "e"';`, ['b c', 'd "e"']],
    ['a backslash', String.raw`a "b\"c" d\;e;`, ['b"c', String.raw`d\;e`]],
    ['a comment in the middle', 'a b # c; }\n d;', ['b', 'd']],
    ['a # inside a word', 'a b#c;', ['b#c']],
    ['a variable in braces', 'a /x/${name}/y;', ['/x/${name}/y']],
    ['a brace in quotes', 'a "{b}";', ['{b}']],
    ['no space before the semicolon, and Windows line ends', 'a\r\n\tb\r\n;', ['b']],
  ])('%s', (_, text, words) => {
    expect(readIn('x', text)).toMatchObject({ directives: [{ name: 'a', words, line: 1 }] });
  });

  test.each([
    ['a block that does not close', 'http {'],
    ['a block too many', '}'],
    ['a last directive without its semicolon', 'http { } worker_processes 1'],
    ['a quote that does not close', 'a "b;'],
    ['a semicolon in front', '; a;'],
    ['blocks without end', 'a {'.repeat(100_000)],
  ])('refuses %s', (_, text) => {
    expect(readIn('x', text).mistake).toBeInstanceOf(NginxSyntax);
  });

  test('of any text there is a structure', () => {
    const pieces = fc.constantFrom(
      'a',
      ' ',
      '\n',
      ';',
      '{',
      '}',
      '"',
      "'",
      '\\',
      '#',
      '${',
      '$',
      'http',
      'server',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        structure(parts.join(''));
      }),
    );
  });
});

describe('where a request goes', () => {
  test.each<[title: string, text: string, expected: readonly unknown[]]>([
    [
      'a port',
      site('location / { proxy_pass http://127.0.0.1:8000/x; }'),
      [{ kind: 'tcp', host: '127.0.0.1', port: 8000 }],
    ],
    [
      'an IPv6 address',
      site('location / { proxy_pass http://[::1]:8000; }'),
      [{ kind: 'tcp', host: '::1', port: 8000 }],
    ],
    [
      'a socket file',
      site('location / { proxy_pass http://unix:/run/a.sock:/x; }'),
      [{ kind: 'unix', path: '/run/a.sock' }],
    ],
    [
      'PHP',
      site(String.raw`location ~ \.php$ { fastcgi_pass unix:/run/php/php8.2-fpm.sock; }`),
      [{ kind: 'unix', path: '/run/php/php8.2-fpm.sock' }],
    ],
    [
      'within an if',
      site('location / { if ($x) { proxy_pass http://localhost:1; } }'),
      [{ kind: 'tcp', host: 'localhost', port: 1 }],
    ],
    [
      'an upstream',
      `http { upstream app { server 127.0.0.1:1 weight=2; server unix:/a.sock backup; } server { server_name .shop.com; location / { proxy_pass http://app; } } }`,
      [
        { kind: 'tcp', host: '127.0.0.1', port: 1 },
        { kind: 'unix', path: '/a.sock' },
      ],
    ],
    [
      'the block for every name',
      'http { server { location / { proxy_pass http://a:81; } } }',
      [{ kind: 'tcp', host: 'a', port: 81 }],
    ],
    [
      'not the block of another name',
      `http { server { server_name x.com; location / { proxy_pass http://a:81; } } ${site('').slice(6)}`,
      [],
    ],
    ['what a variable says is not known', site('location / { proxy_pass $where; }'), []],
  ])('%s', (_, text, expected) => {
    expect(backends(text)).toEqual(expected);
  });

  test('through includes, each pattern in its place', () => {
    const files = {
      '/etc/nginx/sites-enabled/shop': 'server { server_name www.shop.com; include snippets/pass.conf; }',
      '/etc/nginx/sites-enabled/.hidden': 'server { server_name www.shop.com; }',
      '/etc/nginx/snippets/pass.conf': 'location / { proxy_pass http://127.0.0.1:8000; }',
    };
    const text = 'http { include /etc/nginx/sites-enabled/*; }';
    expect(includesOf(new Map([[main, text]]), main)).toEqual(['/etc/nginx/sites-enabled/*']);
    expect(backends(text, files)).toEqual([{ kind: 'tcp', host: '127.0.0.1', port: 8000 }]);
  });

  test('a file that includes itself comes to an end', () => {
    expect(structure('include nginx.conf; http { server { } }').servers).toHaveLength(1);
  });

  test.each([
    ['80', '* 80'],
    ['*:81', '* 81'],
    ['127.0.0.1', '127.0.0.1 80'],
    ['[::]:82 ipv6only=on', ':: 82'],
    ['[::1]', '::1 80'],
    ['localhost:83', '127.0.0.1 83'],
    ['84-85', '* 84,* 85'],
    ['unix:/run/web.sock', 'unix:/run/web.sock'],
  ])('listen %s', (words, sockets) => {
    const [server] = structure(`http { server { listen ${words}; } }`).servers;
    expect(server?.listens.map(socketOf).join(',')).toBe(sockets);
  });

  test('an expression that could take long is not tried', () => {
    const text = `http { server { server_name ~^(a+)+$ ~^a*a*a*a*a*b$; return 200; } server { listen 80 default_server; } }`;
    const name = 'a'.repeat(250);
    expect(answering(structure(text), name, { address: '127.0.0.1', port: 80 })?.isByName).toBe(false);
  });

  test('whether a program is told the name, which a level of its own forgets', () => {
    const text = `http { proxy_set_header Host $host; ${site('location / { proxy_pass http://a; } location /b { proxy_set_header X-A b; proxy_pass http://b; }').slice(6)}`;
    expect(structure(text).servers[0]?.locations.map(({ passes }) => passes[0]?.setsHost)).toEqual([
      true,
      undefined,
    ]);
  });

  test('how much room there is for the head of an answer, at the nearest level that says it', () => {
    const text = `http { proxy_buffer_size 16k; ${site('fastcgi_buffer_size 1M; location / { proxy_pass http://a; } location /b { proxy_buffer_size 128; proxy_pass http://b; } location /c { fastcgi_pass c:1; } location /d { uwsgi_pass d:1; }').slice(6)}`;
    const passes = structure(text).servers[0]?.locations.map(({ passes: [pass] }) => pass?.headBytes);
    expect(passes).toEqual([16_384, 128, 1_048_576, undefined]);
  });

  test.each([
    ['a forgotten semicolon before a block', site('root html\nlocation / { }'), 1],
    ['a forgotten semicolon before a line', site('\nroot html\nautoindex on;'), 2],
    ['a file that ends too early', `${site('')} http {`, 1],
  ])('%s is a mistake', (_, text, line) => {
    expect(structure(text).mistake).toMatchObject({ file: main, line });
  });

  test.each([
    [
      'a map whose keys are called as directives',
      'http { map $a $b { root 1; default 2; } types { root a b c; } }',
    ],
    [
      'a program in Lua',
      site('location / { content_by_lua_block { local t = { "a" } if t then ngx.say("x;") end } }'),
    ],
  ])('%s is none', (_, text) => {
    expect(structure(text).mistake).toBeUndefined();
  });

  test('what another file says is read all the same', () => {
    const seen = structure('http { include a.conf; include b.conf; }', {
      '/etc/nginx/a.conf': 'server { server_name a.com; ',
      '/etc/nginx/b.conf': 'server { server_name b.com; }',
    });
    expect(seen.servers.map(({ names }) => names)).toEqual([['b.com']]);
    expect(seen.mistake).toMatchObject({ file: '/etc/nginx/a.conf', line: 1 });
  });

  test('what stands before a mistake is read all the same', () => {
    expect(structure('error_log a.log; http { server {')).toMatchObject({
      errorLogs: ['a.log'],
      mistake: { line: 1 },
    });
  });

  test('no password of a URL is kept', () => {
    expect(
      JSON.stringify(structure(site('location / { proxy_pass http://me:secret@127.0.0.1:1; }'))),
    ).not.toContain('secret');
  });

  test('five thousand blocks are read in a moment', () => {
    const before = workedMs();
    const many = `http { ${'server { server_name a.com; location / { proxy_pass http://127.0.0.1:1; } }\n'.repeat(5_000)} }`;
    expect(structure(many).servers).toHaveLength(5_000);
    expect(workedMs() - before).toBeLessThan(5_000);
  });
});

test('files are found in what was printed, by their headers', () => {
  const files = filesOf('# configuration file /a:\nuser x;\n\n# configuration file /b c:\nuser y;\n');
  expect([...files]).toEqual([
    ['/a', 'user x;\n'],
    ['/b c', 'user y;\n'],
  ]);
});

test.each([
  ['ssl_certificate a.pem;', 'ssl_certificate http.pem;', 'a.pem'],
  ['', 'ssl_certificate http.pem;', 'http.pem'],
  ['ssl_certificate rsa.pem; ssl_certificate ecdsa.pem;', 'ssl_certificate http.pem;', undefined],
  ['', 'ssl_certificate rsa.pem; ssl_certificate ecdsa.pem;', undefined],
])('which certificate a block has with "%s" in it and "%s" above', (inBlock, above, certificate) => {
  const [server] = structure(`http { ${above} server { listen 443 ssl; ${inBlock} } }`).servers;
  expect(server?.certificate).toBe(certificate);
});
