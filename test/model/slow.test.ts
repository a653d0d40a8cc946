import { describe, expect, test } from 'vitest';
import type { HangEvidence } from '../../src/model/hang.ts';
import type { HangSeen } from '../../src/model/seen/hang.ts';
import { isSlow, slowReason } from '../../src/model/slow.ts';
import { healthy } from '../support/healthy.ts';
import { inside } from '../support/healthy-inside.ts';

const times = { connected: 20, secured: 60, firstByte: 3_400, total: 3_410 };

/** The page came late once more; until then the program did nothing that was seen. */
const seen = (patch: Partial<HangSeen> = {}, links = inside.links): HangEvidence => ({
  links,
  hang: {
    ...inside.hang,
    request: { ...inside.hang.request, times },
    lookedMs: 900,
    threadsMs: 1_200,
    direct: { to: 'http://127.0.0.1:8000/', status: 200, ms: 3_300 },
    ...patch,
  },
});

const [link] = inside.hang.links;
const asking = link ? [{ ...link, isAsking: true, isUsed: false }] : [];
const used = link ? [{ ...link, isUsed: true }] : [];
const thread = (command: string, seconds: number) => [{ user: 'app', port: 40_222, command, seconds }];
const busy = [{ pid: 300, cpuPercent: 98, isRunning: true }];
const { threads: _, ...untold } = seen().hang ?? inside.hang;

const overSocket = { ...inside.links, links: [{ protocol: 'unix', to: '/run/mysqld/mysqld.sock' } as const] };

describe('why a page comes late', () => {
  test.each<[title: string, evidence: HangEvidence, cause: string | undefined, strength?: 'likely']>([
    ['a statement takes a second already', seen({ threads: thread('Query', 1) }), 'waits-for-database'],
    [
      'a statement is not answered until the last look',
      seen({ threads: thread('Execute', 0), links: asking }),
      'waits-for-database',
    ],
    [
      'something is not answered, and the database does not say what it does',
      { hang: { ...untold, links: asking } },
      'waits-for-database',
      'likely',
    ],
    ['the program works', seen({ processes: busy }), 'computes'],
    ['nothing is to be seen of it', seen(), 'waits'],
    [
      'nothing is to be seen of it, and it was not asked itself',
      { hang: (({ direct: _direct, ...hang }) => hang)(untold), links: inside.links },
      'waits',
      'likely',
    ],
    ['many quick statements', seen({ threads: thread('Query', 0), links: used }), undefined],
    ['its connections are used between two looks', seen({ links: used }), undefined],
    ['it is quick without Nginx', seen({ direct: { to: 'x', status: 200, ms: 90 } }), undefined],
    ['it is in line', seen({ queues: [{ at: '127.0.0.1:8000', waiting: 1, most: 511 }] }), undefined],
    ['it came before it was looked at', seen({ processes: busy, lookedMs: 3_500 }), undefined],
    [
      'it came before the database said anything',
      seen({ threads: thread('Query', 2), threadsMs: 3_500, lookedMs: 3_450 }),
      undefined,
    ],
    ['an old run does not say when it was looked at', { hang: { ...untold, lookedMs: 9_999 } }, undefined],
    ['it is quick this time', seen({ request: inside.hang.request }), undefined],
    [
      'its socket to the database says nothing of the last second',
      seen({ links: [], threads: [{ user: 'app', command: 'Sleep', seconds: 0 }] }, overSocket),
      undefined,
    ],
    [
      'its socket to the database rests',
      seen({ links: [], threads: [{ user: 'app', command: 'Sleep', seconds: 4 }] }, overSocket),
      'waits',
    ],
  ])('%s', (_title, evidence, cause, strength) => {
    const reason = slowReason(evidence);
    expect(reason?.cause).toBe(cause);
    expect(reason?.strength).toBe(strength);
  });
});

test('a page is slow when each answer came late and none is an error', () => {
  const { app } = healthy.evidence;
  const each = (...patches: readonly object[]) => ({
    ...app,
    answers: app.answers.map((one, at) => ({ ...one, times, ...patches[at] })),
  });
  expect(isSlow(app)).toBe(false);
  expect(isSlow(each())).toBe(true);
  expect(isSlow(each({ status: 504 }))).toBe(false);
  expect(isSlow(each({ times: { connected: 1, firstByte: 90, total: 91 } }))).toBe(false);
});
