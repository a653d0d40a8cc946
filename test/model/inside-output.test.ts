import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandLine } from '../../src/model/command.ts';
import { errorsIn, instantOf, refusalsIn } from '../../src/model/nginx-errors.ts';
import { changesIn } from '../../src/model/nginx-files.ts';
import { pathIn } from '../../src/model/served.ts';
import { processesIn, startsIn, statesIn, wordsOf } from '../../src/model/ps.ts';
import {
  foldersIn,
  inFolders,
  tcpLinks,
  tcpListeners,
  unixLinks,
  unixListeners,
} from '../../src/model/ss.ts';

describe('ss', () => {
  test('who takes connections', () => {
    const out = `LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:(("nginx",pid=12,fd=6),("nginx",pid=13,fd=6))
LISTEN 3 2 [::]:80 [::]:* users:(("nginx",pid=12,fd=7))
LISTEN 0 4096 127.0.0.53%lo:53 0.0.0.0:*
LISTEN 0 70 *:33060 *:*
`;
    expect(tcpListeners(out)).toEqual([
      {
        protocol: 'tcp',
        address: '0.0.0.0',
        port: 80,
        processes: [
          { name: 'nginx', pid: 12 },
          { name: 'nginx', pid: 13 },
        ],
        queue: { waiting: 0, most: 511 },
      },
      {
        protocol: 'tcp',
        address: '::',
        port: 80,
        processes: [{ name: 'nginx', pid: 12 }],
        queue: { waiting: 3, most: 2 },
      },
      {
        protocol: 'tcp',
        address: '127.0.0.53',
        port: 53,
        processes: [],
        queue: { waiting: 0, most: 4096 },
      },
      { protocol: 'tcp', address: '*', port: 33_060, processes: [], queue: { waiting: 0, most: 70 } },
    ]);
  });

  test('at which files', () => {
    const out = `u_str LISTEN 0 80 /run/my sql/mysqld.sock 2553 * 0 users:(("mariadbd",pid=9,fd=22))
u_str LISTEN 0 128 @/tmp/dbus 33 * 0
u_seq LISTEN 0 5 /run/udev/control 11 * 0
`;
    expect(unixListeners(out)).toEqual([
      { protocol: 'unix', address: '/run/my sql/mysqld.sock', processes: [{ name: 'mariadbd', pid: 9 }] },
      { protocol: 'unix', address: '/run/udev/control', processes: [] },
    ]);
  });

  test('in which folders they work', () => {
    const out = `lrwxrwxrwx 1 app app 0 Nov 26 16:00 /proc/300/cwd -> /srv/my site
lrwxrwxrwx 1 root root 0 Nov 26 16:00 /proc/12/cwd
`;
    const owners = [
      { name: 'node', pid: 300 },
      { name: 'nginx', pid: 12 },
    ];
    const listener = { protocol: 'tcp', address: '*', port: 80, processes: owners } as const;
    expect(inFolders([listener], foldersIn(out))).toEqual([
      { ...listener, processes: [{ name: 'node', pid: 300, folder: '/srv/my site' }, owners[1]] },
    ]);
  });

  test('who is connected to whom', () => {
    expect(tcpLinks('0 0 127.0.0.1:41234 127.0.0.1:3306 users:(("node",pid=5,fd=20))\n')).toEqual([
      { protocol: 'tcp', to: '127.0.0.1', port: 3306, ownPort: 41_234, name: 'node', pid: 5 },
    ]);
    const out = `u_str ESTAB 0 0 /run/mysqld/mysqld.sock 70 * 71 users:(("mariadbd",pid=9,fd=30))
u_str ESTAB 0 0 * 71 * 70 users:(("php-fpm8.2",pid=6,fd=5))
`;
    expect(unixLinks(out)).toEqual([
      { protocol: 'unix', to: '/run/mysqld/mysqld.sock', name: 'php-fpm8.2', pid: 6 },
    ]);
  });
});

describe('ps', () => {
  test('what runs, since when', () => {
    const line =
      '     12       1 www-data                              90  8080  0.5 nginx            nginx: worker process';
    expect(processesIn(line, Date.parse('2026-11-26T12:00:00Z'))).toEqual([
      {
        pid: 12,
        parent: 1,
        user: 'www-data',
        name: 'nginx',
        startedAt: '2026-11-26T11:58:30.000Z',
        rssKiB: 8080,
        cpuPercent: 0.5,
        words: ['nginx:', 'worker', 'process'],
      },
    ]);
  });

  test('every line, however large its numbers', () => {
    // As ps(1) of procps prints them: beyond its column, a number moves what stands behind it.
    const lines = [
      '    200     1 mysql                                          90000      1258291     95.8 mariadbd         /usr/sbin/mariadbd',
      '    300     1 app                             18446744073709551615    123456789   1999.9 node             node app.js',
    ];
    const read = processesIn(lines.join('\n'), Date.parse('2026-11-26T12:00:00Z'));
    expect(read).toMatchObject([
      { name: 'mariadbd', rssKiB: 1_258_291, cpuPercent: 95.8 },
      { name: 'node', rssKiB: 123_456_789 },
    ]);
    expect(read[1]).not.toHaveProperty('startedAt');
  });

  test('a start that lies in the future is none', () => {
    const stat = `7 (a) S ${Array.from({ length: 18 }, () => '0').join(' ')} 5000000 0`;
    expect([...startsIn(`1000.5\n20 1\n${stat}\n`)]).toEqual([]);
  });

  test('since when to a hundredth, also of a program with brackets in its name', () => {
    const stat = `7 (a) b) S ${Array.from({ length: 18 }, () => '0').join(' ')} 150 0`;
    expect([...startsIn(`1000.5\n900.5 1\n${stat}\n`)]).toEqual([[7, 101_500]]);
    expect([...statesIn(`1000.5\n900.5 1\n${stat}\n`)]).toEqual([[7, 'S']]);
  });

  test.each([
    ['mysqldump --password=hunter2 shop', ['mysqldump', '--password=…', 'shop']],
    ['mysql -u me -phunter2', ['mysql', '-u', 'me', '-p…']],
    ['app --api-key hunter2', ['app', '--api-key', '…']],
    ['env DB_PASS=hunter2 node app.js', ['env', 'DB_PASS=…', 'node', 'app.js']],
    ['worker mysql://me:hunter2@db/shop', ['worker', 'mysql://…@db/shop']],
    ['worker mysql://me:hunt/er@2@db/shop', ['worker', 'mysql://…@db/shop']],
    ['app --database-url=mysql://me:hunter2@db/shop', ['app', '--database-url=mysql://…@db/shop']],
    ['app --env=DATABASE_URL=mysql://me:hunter2@db', ['app', '--env=DATABASE_URL=mysql://…@db']],
    ['java -Dspring.datasource.password=hunter2', ['java', '-Dspring.datasource.password=…']],
    ['java -jar a.jar --spring.datasource.url=x', ['java', '-jar', 'a.jar', '--spring.datasource.url=…']],
    ['gunicorn --bind 127.0.0.1:8000 app:app', ['gunicorn', '--bind', '127.0.0.1:8000', 'app:app']],
  ])('%s shows no secret', (args, words) => {
    expect(wordsOf(args)).toEqual(words);
  });
});

describe('the error log', () => {
  const readAt = '2026/11/26 12:00:00';
  const line =
    '2026/11/26 11:59:58 [error] 12#12: *7 connect() failed (111: Connection refused) while connecting to upstream, client: 198.51.100.7, server: shop.com, request: "GET /a?token=secret HTTP/1.1", upstream: "http://127.0.0.1:8000/a?token=secret", host: "www.shop.com"';

  test('a line, without the visitor and the query', () => {
    expect(errorsIn(line, readAt)).toEqual([
      {
        at: '2026/11/26 11:59:58',
        level: 'error',
        message: 'connect() failed (111: Connection refused) while connecting to upstream',
        errno: 111,
        server: 'shop.com',
        request: 'GET /a',
        upstream: 'http://127.0.0.1:8000/a',
        host: 'www.shop.com',
      },
    ]);
  });

  describe('a line that a visitor wrote, by the path that was asked for, is none', () => {
    const forged = `2026/11/26 11:59:59 [emerg] 1#1: unknown directive "exploit" in /etc/nginx/sites-enabled/shop:9`;
    const end = `" failed (2: No such file or directory), client: 198.51.100.7, server: shop.com, request: "GET /%0A2026 HTTP/1.1", host: "shop.com"`;
    const start = '2026/11/26 11:59:59 [error] 12#12: *8 open() "/usr/share/nginx/html/';
    const real = forged.replace('exploit', 'real');

    test.each([
      ['in the middle', [line, start, forged, end, line]],
      ['behind an end that is forged as well', [start, end, forged, end]],
      ['behind a beginning that looks whole', [`${start}", client: x`, forged, end]],
    ])('%s', (_, lines) => {
      expect(refusalsIn(lines.join('\n'))).toEqual([]);
      expect(errorsIn(lines.join('\n'), readAt).map(({ message }) => message)).not.toContain(
        'unknown directive "exploit" in /etc/nginx/sites-enabled/shop:9',
      );
    });

    test('and one before, behind or far from it is', () => {
      const far = Array.from({ length: 20 }, () => line);
      for (const lines of [
        [real, line, start, end],
        [start, end, line, real],
        [start, ...far, real],
        [real, ...far, end],
      ])
        expect(refusalsIn(lines.join('\n'))).toHaveLength(1);
    });
  });

  test('what a program says through FastCGI shows no secret', () => {
    const said = `2026/11/26 11:59:58 [error] 12#12: *7 FastCGI sent in stderr: "PHP message: mysql://me:hunter2@db/shop password=hunter2", client: 198.51.100.7, server: shop.com`;
    expect(JSON.stringify(errorsIn(said, readAt))).not.toContain('hunter2');
  });

  test('old lines, half lines and other lines are left out', () => {
    expect(errorsIn(`ected\n${line.replace('11:59:58', '11:57:00')}\n\u0000\u0001\n`, readAt)).toEqual([]);
  });
});

describe('why Nginx refused', () => {
  const refused =
    '2026/11/01 11:59:58 [emerg] 12#12: unknown directive "prox_pass" in /etc/nginx/sites-enabled/shop:4';

  test('the last lines, however old they are', () => {
    expect(refusalsIn(`x\n${refused}\n`)).toEqual([
      {
        at: '2026/11/01 11:59:58',
        level: 'emerg',
        message: 'unknown directive "prox_pass" in /etc/nginx/sites-enabled/shop:4',
      },
    ]);
  });

  test('when that was, by the clock of the server', () => {
    expect(instantOf('2026/11/01 11:59:58', '+0200')).toBe('2026-11-01T09:59:58.000Z');
    expect(instantOf('?', '')).toBeUndefined();
  });
});

describe('stat', () => {
  test('when a file was changed, or the link to it', () => {
    const out = '2026-11-20 12:00:00.123456789 +0100 /a b\n2026-11-20 12:00:01 +0100 /a b\nx\n';
    expect([...changesIn(out)]).toEqual([['/a b', '2026-11-20T11:00:01.000Z']]);
  });

  test('a path and the folders above it', () => {
    const out = 'directory|root|root|755|/var\ndirectory|root|root|755|/\n';
    expect(
      pathIn('root', '/var/www', out, "stat: cannot statx '/var/www': No such file or directory\n"),
    ).toMatchObject({
      end: 'missing',
      steps: [{ path: '/', kind: 'folder' }, { path: '/var' }],
    });
    expect(pathIn('root', '/var', out, '')).toMatchObject({ end: 'there' });
    expect(pathIn('root', '/x', out, "stat: cannot statx '/x/y': Permission denied\n")).toMatchObject({
      end: 'denied',
    });
  });
});

test('any output of any command is read or left out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (out) => {
      for (const read of [foldersIn, tcpListeners, unixListeners, tcpLinks, unixLinks, startsIn, statesIn])
        read(out);
      processesIn(out, 0);
      errorsIn(out, out);
      refusalsIn(out);
      changesIn(out);
      pathIn('file', '/', out, out);
    }),
  );
});

describe('a line for the shell', () => {
  test('what was seen stands in it quoted', () => {
    const file = "/var/log/it's; rm -rf $HOME";
    expect(commandLine({ template: 'tail {file}', words: { file } })).toBe(
      String.raw`tail '/var/log/it'\''s; rm -rf $HOME'`,
    );
    expect(commandLine({ template: 'tail {file}', words: { file: '-f' } })).toBe("tail '-f'");
  });

  test('of patterns only those that are paths', () => {
    const files = ['/etc/nginx/*.conf', '/etc/$(reboot)', 'relative', '/a b', '/x;y'];
    expect(commandLine({ template: 'ls {files}', globs: { files } })).toBe('ls /etc/nginx/*.conf');
  });
});
