import { describe, expect, test } from 'vitest';
import { listensElsewhere, lookedAt, type ElsewhereSeen } from '../../src/model/elsewhere.ts';
import type { Listener } from '../../src/model/seen/listeners.ts';
import { inside } from '../support/healthy-inside.ts';

const tcp = (port: number, ...processes: Listener['processes']): Listener => ({
  protocol: 'tcp',
  address: '127.0.0.1',
  port,
  processes,
});
const unix = (address: string, ...processes: Listener['processes']): Listener => ({
  protocol: 'unix',
  address,
  processes,
});

const node = { name: 'node', pid: 412, folder: '/srv/shop' };
const other = { name: 'python3', pid: 500, folder: '/srv/blog' };
const fpm = { name: 'php-fpm8.3', pid: 600, folder: '/' };

const seen = (listeners: readonly Listener[], more: Partial<ElsewhereSeen> = {}): ElsewhereSeen => ({
  nginx: inside.nginx,
  processes: inside.processes,
  listeners: { ...inside.listeners, listeners },
  ...more,
});

const words = (...arguments_: Parameters<typeof listensElsewhere>): string | undefined =>
  listensElsewhere(...arguments_)?.words;

/** The words of its command line. */
const started = (pid: number, ...of: readonly string[]): Partial<ElsewhereSeen> => ({
  processes: {
    ...inside.processes,
    processes: inside.processes.processes.map((one) => ({ ...one, pid, words: of })).slice(0, 1),
  },
});

describe('the one program that listens where Nginx does not look', () => {
  test('is named with its place', () => {
    expect(listensElsewhere(seen([tcp(8001, node)]), 'proxy')).toEqual({
      protocol: 'tcp',
      words:
        "node (process 412, in /srv/shop) listens at 127.0.0.1:8001, to which no line of Nginx's configuration leads",
      isKnown: false,
      url: 'http://127.0.0.1:8001/',
    });
  });

  test('has both families, and is one all the same', () => {
    expect(words(seen([tcp(8001, node), { ...tcp(8001, node), address: '::1' }]), 'proxy')).toContain('8001');
  });

  test.each([
    ['there are two of them', [tcp(8001, node), tcp(8002, other)], {}],
    ['Nginx leads to it', [tcp(8000, node)], {}],
    ['its port is that of a service', [tcp(9229, node)], {}],
    ['it is no such program', [tcp(8001, { name: 'sshd', pid: 9 })], {}],
    ['it speaks FastCGI', [tcp(8001, fpm)], {}],
    ['it is an editor', [tcp(8001, node)], started(412, '/home/me/.vscode-server/bin/1/node', 'x.js')],
    ['there is one whose owner is not seen', [tcp(8001, node), tcp(8002)], {}],
    [
      'a variable says where Nginx leads',
      [tcp(8001, node)],
      {
        nginx: {
          ...inside.nginx,
          servers: inside.nginx.servers.map((one) => ({
            ...one,
            passes: [
              { kind: 'proxy' as const, to: 'http://$backend', file: '/etc/nginx/nginx.conf', line: 3 },
            ],
          })),
        },
      },
    ],
    ['the program is known, and is another one', [tcp(8001, node)], { folder: '/srv/blog' }],
  ] as const)('is not named when %s', (_, listeners, more) => {
    expect(words(seen(listeners, more), 'proxy')).toBeUndefined();
  });

  test('is found beside others when its folder is known', () => {
    const all = seen([tcp(8001, node), tcp(8002, other), tcp(8003)], { folder: '/srv/blog' });
    expect(listensElsewhere(all, 'proxy')).toMatchObject({ isKnown: true, url: 'http://127.0.0.1:8002/' });
  });

  test('is known by its file, or by that with which it was started', () => {
    const at = unix('/run/php/php8.3-fpm.sock', fpm);
    const byFile = seen([at, unix('/run/php/other.sock', { ...fpm, pid: 7 })], { folder: '/run/php' });
    expect(listensElsewhere(byFile, 'fastcgi')).toBeUndefined();
    const byWords = started(600, 'php-fpm:', 'master', 'process', '(/etc/php/8.3/fpm/php-fpm.conf)');
    expect(listensElsewhere(seen([at], { ...byWords, folder: '/etc/php/8.3/fpm' }), 'fastcgi')).toMatchObject(
      {
        protocol: 'unix',
        isKnown: true,
      },
    );
  });

  test('is named although the system has sockets whose owners are not seen', () => {
    const all = seen([
      unix('/run/systemd/private'),
      tcp(22),
      tcp(8443),
      unix('/run/php/php8.3-fpm.sock', fpm),
    ]);
    expect(words(all, 'fastcgi')).toBe(
      "php-fpm8.3 (process 600) listens at /run/php/php8.3-fpm.sock, to which no line of Nginx's configuration leads",
    );
  });
});

test.each([
  ['http://127.0.0.1:8000/', 'proxy', { kind: 'tcp', host: '127.0.0.1', port: 8000 }],
  ['https://[::1]/x', 'proxy', { kind: 'tcp', host: '::1', port: 443 }],
  ['http://unix:/run/app.sock:/', 'proxy', { kind: 'unix', path: '/run/app.sock' }],
  ['fastcgi://unix:/run/php.sock:', 'fastcgi', { kind: 'unix', path: '/run/php.sock' }],
  ['fastcgi://127.0.0.1:9000', 'fastcgi', { kind: 'tcp', host: '127.0.0.1', port: 9000 }],
  ['suwsgi://127.0.0.1:9000', 'uwsgi', { kind: 'tcp', host: '127.0.0.1', port: 9000 }],
  ['grpcs://127.0.0.1:9000', 'grpc', { kind: 'tcp', host: '127.0.0.1', port: 9000 }],
] as const)('Nginx looked at %s', (upstream, kind, backend) => {
  expect(lookedAt(upstream)).toEqual({ kind, backend });
});

test('an upstream by its name alone says nothing of a place', () => {
  expect(lookedAt('site')).toBeUndefined();
});
