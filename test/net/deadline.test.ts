import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { deadline, timeUp, whenLate } from '../../src/net/deadline.ts';

test('tells its own end from that of the run', async () => {
  const run = new AbortController();
  const own = deadline(5, run.signal);
  const other = deadline(60_000, run.signal);
  await sleep(30);
  run.abort();
  expect([timeUp(own.signal), timeUp(other.signal)]).toEqual(['silent', 'cut-short']);
  const late = deadline(60_000, run.signal);
  expect(timeUp(late.signal)).toBe('cut-short');
  let called = 0;
  whenLate(late.signal, () => (called += 1));
  expect(called).toBe(1);
  for (const one of [own, other, late]) one.stop();
});

test('many steps may share the signal of one run', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  process.on('warning', note);
  const run = new AbortController();
  const steps = Array.from({ length: 100 }, () => deadline(60_000, run.signal));
  await sleep(20);
  run.abort();
  expect(steps.every(({ signal }) => signal.aborted)).toBe(true);
  for (const step of steps) step.stop();
  await sleep(20);
  process.off('warning', note);
  expect(warnings).toEqual([]);
});
