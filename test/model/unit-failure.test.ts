import { expect, test } from 'vitest';
import type { UnitSeen } from '../../src/model/seen/units.ts';
import { idleUnits, unitFailure, type UnitEvidence } from '../../src/model/unit-failure.ts';
import { inside } from '../support/healthy-inside.ts';

const name = 'www.foobar.com';

const failed: UnitSeen = {
  id: 'shop.service',
  load: 'loaded',
  active: 'failed',
  sub: 'failed',
  result: 'exit-code',
  isWanted: true,
  triggers: [],
  restarts: 0,
  exit: { by: 'exit', status: 1 },
  isProgram: true,
  isNamed: true,
};

/** Nothing listens behind Nginx, and these services have failed. */
const seen = (...units: readonly UnitSeen[]): UnitEvidence => ({
  nginx: inside.nginx,
  listeners: {
    ...inside.listeners,
    listeners: inside.listeners.listeners.filter(({ port }) => port !== 8000),
  },
  units: { ...inside.units, units },
});

test('how a service ended, in one sentence', () => {
  const why = (patch: Partial<UnitSeen>): string | undefined =>
    unitFailure(seen({ ...failed, ...patch }), name)?.because;
  expect(why({})).toBe(
    'systemd says that shop.service has failed: its process ended with exit code 1, and nothing listens at 127.0.0.1:8000',
  );
  expect(why({ restarts: 5, result: 'signal', exit: { by: 'signal', status: 11 } })).toMatch(
    /has failed, after systemd started it again 5 times: its process was ended by signal 11, /,
  );
  expect(why({ active: 'activating', sub: 'auto-restart', restarts: 1 })).toMatch(
    /is about to be started again \(so far it was once\): /,
  );
  expect(why({ result: 'timeout' })).toMatch(/: it took longer than systemd waits, /);
});

test('what has ended once and is to be started again may be no loop', () => {
  const waiting = { ...failed, active: 'activating', sub: 'auto-restart' };
  expect(unitFailure(seen(waiting), name)).toMatchObject({ cause: 'crash-loop', isSure: false });
  expect(unitFailure(seen({ ...waiting, restarts: 2 }), name)).toMatchObject({ isSure: true });
});

test('an exit code of systemd itself says that the program has not run, and three of them why', () => {
  const cause = (status: number) =>
    unitFailure(seen({ ...failed, exit: { by: 'exit', status } }), name)?.cause;
  expect([200, 203, 217].map(cause)).toEqual(['folder-missing', 'command-not-started', 'user-unknown']);
  expect([209, 226, 245].map(cause)).toEqual([undefined, undefined, undefined]);
  expect([1, 199, 255].map(cause)).toEqual(Array.from({ length: 3 }, () => 'ends-with-error'));
});

test('of several, the one that names the place; otherwise none is accused', () => {
  const { isNamed: _, ...unnamed } = failed;
  const other = { ...unnamed, id: 'worker.service' };
  expect(unitFailure(seen(other, failed), name)).toMatchObject({ unit: 'shop.service', isSure: true });
  expect(unitFailure(seen(other), name)).toMatchObject({ unit: 'worker.service', isSure: false });
  expect(unitFailure(seen(other, unnamed), name)).toBeUndefined();
  expect(idleUnits(seen(other, unnamed), name)).toHaveLength(2);
});

const resting = { ...failed, active: 'inactive', sub: 'dead', result: 'success' };

test('a service that rests is named when its command names the place, or when it alone should run', () => {
  const { isNamed: _, exit: __, ...unnamed } = resting;
  expect(unitFailure(seen(resting), name)).toMatchObject({
    cause: 'not-started',
    because:
      'systemd says that shop.service is inactive, and that it has not failed, and nothing listens at 127.0.0.1:8000',
    isSure: true,
  });
  expect(unitFailure(seen(unnamed), name)).toMatchObject({ cause: 'not-started', isSure: false });
  expect(unitFailure(seen({ ...unnamed, id: 'worker.service' }, resting), name)).toMatchObject({
    unit: 'shop.service',
  });
  expect(unitFailure(seen(unnamed, { ...unnamed, id: 'worker.service' }), name)).toBeUndefined();
});

test('a service that has failed goes before one that rests', () => {
  expect(unitFailure(seen({ ...resting, id: 'old.service' }, failed), name)?.unit).toBe('shop.service');
});

test.each([
  ['it starts with a timer', seen({ ...resting, isNamed: false, triggers: ['backup.timer'] })],
  ['nothing wants it to run', seen({ ...resting, isNamed: false, isWanted: false })],
  ['its condition was not met', seen({ ...resting, result: 'exec-condition' })],
  ['a program listens', { ...seen(failed), listeners: inside.listeners }],
  ['it is being started', seen({ ...failed, active: 'activating', sub: 'start' })],
  ['it is no program for a website', seen({ ...failed, isProgram: false, isNamed: false })],
  ['which programs listen was not seen', { units: inside.units, nginx: inside.nginx }],
])('nothing is said when %s', (_, evidence) => {
  expect(unitFailure(evidence, name)).toBeUndefined();
});
