import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  directIn,
  linksBetween,
  lookIn,
  queuesOf,
  threadsIn,
  usageBetween,
} from '../../src/model/hang-look.ts';

/** Of a lab; the times and the counters are filled in. */
const out = (uptime: string, ticks: number, sent: number, last: string): string =>
  `${uptime} 400.10
300 (node) R 1 300 300 0 -1 4194304 100 0 0 0 ${ticks} 10 0 0 20 0 11 0 12345 1000000 5000
301 (my (odd) name) S 1 300 300 0 -1 4194304 100 0 0 0 7 1 0 0 20 0 11 0 12345 1000000 5000
=
LISTEN 2      511     127.0.0.1:8000 0.0.0.0:*
LISTEN 0      511     127.0.0.1:8001 0.0.0.0:*
u_str LISTEN 3      4096   /run/php/php-fpm.sock 11694753 * 0
=
0      0      127.0.0.1:40222 127.0.0.1:3306 users:(("node",pid=300,fd=21))
	 cubic wscale:10,10 rto:204 bytes_sent:${sent} bytes_acked:${sent + 1} bytes_received:371 segs_out:7 ${last}
0      0      127.0.0.1:40224 127.0.0.1:3306 users:(("node",pid=300,fd=22))
	 cubic bytes_acked:181 bytes_received:178 lastsnd:900 lastrcv:900 lastack:900
0      0      127.0.0.1:40226 127.0.0.1:3306 users:(("other",pid=9,fd=22))
	 cubic bytes_acked:181 bytes_received:178
0      0      127.0.0.1:40228 127.0.0.1:6379 users:(("node",pid=300,fd=23))
	 cubic bytes_acked:181 bytes_received:178
`;

const one = lookIn(out('100.00', 50, 180, 'lastsnd:5000 lastrcv:5000'));
const other = lookIn(out('100.50', 95, 240, 'lastsnd:100 lastrcv:5400'));
const program = new Set([300]);
const isDatabase = (port: number): boolean => port === 3306;

describe('two looks', () => {
  test('how much of a processor each process used', () => {
    expect(usageBetween(one, other)).toEqual([
      { pid: 300, cpuPercent: 90, isRunning: true },
      { pid: 301, cpuPercent: 0, isRunning: false },
    ]);
    expect(usageBetween(one, one)).toEqual([]);
  });

  test('which connections of the program wait for the database', () => {
    const common = { to: '127.0.0.1', port: 3306 };
    expect(linksBetween({ before: one, one, other }, program, isDatabase)).toEqual([
      { ...common, ownPort: 40_222, isAsking: true, isUsed: true },
      { ...common, ownPort: 40_224, isAsking: false, isUsed: false },
    ]);
  });

  test('a question that was sent before the first look, too', () => {
    const [link] = linksBetween({ before: other, one: other, other }, program, isDatabase);
    expect(link).toMatchObject({ ownPort: 40_222, isAsking: true, isUsed: false });
  });

  test('how many connections wait to be accepted', () => {
    const queues = queuesOf(one, [
      { protocol: 'tcp', address: '127.0.0.1', port: 8000, processes: [] },
      { protocol: 'unix', address: '/run/php/php-fpm.sock', processes: [] },
    ]);
    expect(queues).toEqual([
      { at: '127.0.0.1:8000', waiting: 2, most: 511 },
      { at: '/run/php/php-fpm.sock', waiting: 3, most: 4096 },
    ]);
  });
});

test('what the database says of its connections', () => {
  const rows = [
    'app\t127.0.0.1:40222\tQuery\t4\tLOCK WAIT\t1\t5',
    'reports\tlocalhost\tSleep\t60\tRUNNING\t2\t61',
    'app\t::1:40224\tSleep\t3\tNULL\tNULL\tNULL',
    'a row that is none',
  ];
  expect(threadsIn(rows.join('\n'))).toEqual([
    { user: 'app', port: 40_222, command: 'Query', seconds: 4, locks: 'waits', openSeconds: 5 },
    { user: 'reports', command: 'Sleep', seconds: 60, locks: 'holds', openSeconds: 61 },
    { user: 'app', port: 40_224, command: 'Sleep', seconds: 3 },
  ]);
});

test('what the program answered', () => {
  const to = 'http://127.0.0.1:8000/';
  expect(directIn(to, '200 1.512345')).toEqual({ to, status: 200, ms: 1_512 });
  expect(directIn(to, '000 4.001000')).toEqual({ to, ms: 4_001 });
  expect(directIn(to, 'curl: not found')).toBeUndefined();
});

test('any output is read or left out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const seen = lookIn(`100.0 1\n${text}\n=\n${text}\n=\n${text}`);
      usageBetween(seen, seen);
      linksBetween({ before: seen, one: seen, other: seen }, program, isDatabase);
      threadsIn(text);
      directIn(text, text);
    }),
  );
});
