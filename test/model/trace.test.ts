import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combined, fieldsIn } from '../../src/model/log-format.ts';
import { structureOf } from '../../src/model/nginx-config.ts';
import { tcpCounts } from '../../src/model/ss.ts';
import { bytesBetween, isWrittenDown, logFilesIn, reachedDatabase, written } from '../../src/model/trace.ts';
import { inside } from '../support/healthy-inside.ts';
import { workedMs } from '../support/processor.ts';

const line =
  '203.0.113.9 - - [26/Nov/2026:08:48:23 +0000] "GET /?infra-tutor-1 HTTP/1.1" 200 612 "-" "infra-tutor/0.1"';

describe('a line of an access log', () => {
  test('in the format that Nginx has by itself', () => {
    const fields = fieldsIn(combined, line);
    expect(fields?.get('request')).toBe('GET /?infra-tutor-1 HTTP/1.1');
    expect(fields?.get('status')).toBe('200');
    expect(fields?.get('http_user_agent')).toBe('infra-tutor/0.1');
  });

  test.each([
    ['$status $request_time', '504 1.002', { status: 504, requestMs: 1002 }],
    [
      '${status}|$upstream_addr|$upstream_response_time',
      '200|127.0.0.1:1, 127.0.0.1:2|0.001, 0.004',
      { status: 200, upstream: '127.0.0.1:1, 127.0.0.1:2', upstreamMs: 5 },
    ],
    ['$status $upstream_addr $upstream_response_time', '301 - -', { status: 301, upstream: '-' }],
    ['{"s":$status,"t":"$request_time"}', '{"s":200,"t":"0.000"}', { status: 200, requestMs: 0 }],
    ['$status$request_time', '2000.001', {}],
    ['$status and more', 'nothing of the kind', {}],
  ])('%s', (format, text, said) => {
    expect(written({ path: '/a', format, isPartial: false }, text)).toEqual(said);
  });

  test('whatever the format and the line', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (format, text) => {
        written({ path: '/a', format, isPartial: false }, text);
      }),
    );
  });

  test('a long one is read in one go', () => {
    const format = '$a "'.repeat(2_000);
    const before = workedMs();
    fieldsIn(format, 'x "'.repeat(100_000));
    expect(workedMs() - before).toBeLessThan(500);
  });
});

describe('the access logs of a configuration', () => {
  const logsIn = (http: string) =>
    structureOf(new Map([['/etc/nginx/nginx.conf', `events {} http { ${http} }`]]), '/etc/nginx/nginx.conf')
      .accessLogs;

  test('the one that is built in, where none is named', () => {
    expect(logsIn('server { listen 80; }')).toEqual([{ path: '', format: combined, isPartial: false }]);
  });

  test('with a format of several words', () => {
    expect(
      logsIn("log_format own escape=json '$status ' '$request_time'; access_log /var/log/a.log own;"),
    ).toEqual([{ path: '/var/log/a.log', format: '$status $request_time', isPartial: false }]);
  });

  test.each([
    'access_log /a.log combined buffer=32k flush=5s;',
    'access_log /a.log combined if=$loggable;',
    'access_log /a.log; server { location /quiet { access_log off; } }',
    'access_log /a.log; server { access_log syslog:server=192.0.2.1; }',
    'access_log /a.log; server { access_log /var/log/$host.log; }',
  ])('%s does not hold every request at once', (http) => {
    expect(logsIn(http)).toEqual([{ path: '/a.log', format: combined, isPartial: true }]);
  });

  test('none', () => {
    expect(logsIn('access_log off;')).toEqual([]);
  });
});

describe('what went over the connections', () => {
  const out = (bytes: number) => `0      0      127.0.0.1:41234  127.0.0.1:3306
\t cubic wscale:7,7 rto:204 bytes_sent:500 bytes_acked:${bytes} bytes_received:100 segs_out:9
0      0      127.0.0.1:41235  127.0.0.1:3306
\t cubic bytes_acked:7 bytes_received:7
`;

  test('is counted for each', () => {
    expect(tcpCounts(out(500))).toEqual([
      { protocol: 'tcp', ownPort: 41_234, to: '127.0.0.1', port: 3306, bytes: 600 },
      { protocol: 'tcp', ownPort: 41_235, to: '127.0.0.1', port: 3306, bytes: 14 },
    ]);
  });

  test('is what one look has more than the other', () => {
    expect(bytesBetween(tcpCounts(out(500)), tcpCounts(out(800)))).toBe(300);
    expect(bytesBetween([], tcpCounts(out(500)))).toBe(614);
    expect(bytesBetween(tcpCounts(out(500)), [])).toBe(0);
  });

  test('whatever ss says', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(bytesBetween([], tcpCounts(text))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('shows that the database was asked only when it was quiet before, for as long', () => {
    const seen = { to: '127.0.0.1', port: 3306, quietBytes: 0, quietMs: 300, bytes: 800, ms: 20 };
    expect(reachedDatabase(seen)).toBe(true);
    expect(reachedDatabase({ ...seen, bytes: 0 })).toBe(false);
    expect(reachedDatabase({ ...seen, quietBytes: 1 })).toBe(false);
    expect(reachedDatabase({ ...seen, ms: 301 })).toBe(false);
  });
});

describe('the logs of a program', () => {
  const listing = `total 0
lr-x------ 1 root root 64 Nov 26 08:48 0 -> /dev/null
l-wx------ 1 root root 64 Nov 26 08:48 1 -> /srv/a site/out.txt
l-wx------ 1 root root 64 Nov 26 08:48 2 -> /srv/a site/out.txt
lrwx------ 1 root root 64 Nov 26 08:48 3 -> socket:[123]
l-wx------ 1 root root 64 Nov 26 08:48 4 -> /var/log/site/access.log
lr-x------ 1 root root 64 Nov 26 08:48 5 -> /srv/a site/app.js
`;

  test('are where its output goes, and what is named so', () => {
    expect(logFilesIn(listing)).toEqual(['/srv/a site/out.txt', '/var/log/site/access.log']);
  });

  test('whatever ls says', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(logFilesIn(text).length).toBeLessThanOrEqual(4);
      }),
    );
  });
});

describe('whether Nginx wrote it down', () => {
  const [log] = inside.trace.web;
  if (!log) throw new Error('the healthy trace has no log');

  test.each([
    ['found', true, true],
    ['absent', true, false],
    ['absent', false, undefined],
    ['unreadable', true, undefined],
  ] as const)('%s, in a whole log: %s', (state, isWhole, said) => {
    expect(isWrittenDown({ ...inside.trace, web: [{ ...log, state, isWhole }] })).toBe(said);
  });

  test('one of several logs is enough', () => {
    const other = { ...log, state: 'absent' } as const;
    expect(isWrittenDown({ ...inside.trace, web: [other, log] })).toBe(true);
  });
});
