import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LoadStep } from '../../src/model/knee.ts';
import { calmMs, isFine, kneeOf } from '../../src/model/knee.ts';

const step = (offered: number, medianMs: number, more: Partial<LoadStep> = {}): LoadStep => ({
  offered,
  answered: offered,
  medianMs,
  p95Ms: medianMs * 2,
  lateMs: 0.5,
  visitorCores: 0.1,
  ...more,
});

describe('the knee', () => {
  test('is the last load that was taken as a small one', () => {
    const steps = [step(50, 4), step(100, 5), step(200, 7), step(400, 90), step(800, 900, { answered: 450 })];
    expect(kneeOf(steps)).toMatchObject({ found: true, step: { offered: 200 }, beyond: { offered: 400 } });
  });

  test('is also where answers begin to be missing, however fast the others are', () => {
    expect(kneeOf([step(50, 4), step(100, 4), step(200, 4, { answered: 150 })])).toMatchObject({
      found: true,
      step: { offered: 100 },
    });
  });

  test('is not a disturbance before a higher load that was fine', () => {
    const steps = [step(50, 4), step(100, 60), step(200, 5), step(400, 80)];
    expect(kneeOf(steps)).toMatchObject({ found: true, step: { offered: 200 } });
  });

  test('is not claimed when there is no bend', () => {
    expect(kneeOf([step(50, 4), step(100, 5)])).toMatchObject({ found: false, why: 'no-bend' });
    expect(kneeOf([step(50, 4, { answered: 1 })])).toEqual({ found: false, why: 'never-fine' });
  });

  test.each([
    ['has no more of its core', { visitorCores: 0.97 }],
    ['makes its requests too late', { lateMs: 60 }],
  ])('is not claimed when the visitor %s', (_, visitor) => {
    const steps = [step(50, 4), step(100, 90, visitor)];
    expect(kneeOf(steps)).toMatchObject({ found: false, why: 'visitor', fine: { offered: 50 } });
  });
});

const steps = fc.uniqueArray(
  fc.record({
    offered: fc.integer({ min: 1, max: 20_000 }),
    share: fc.double({ min: 0, max: 1.02, noNaN: true }),
    medianMs: fc.double({ min: 0.1, max: 2000, noNaN: true }),
    lateMs: fc.double({ min: 0, max: 50, noNaN: true }),
    visitorCores: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { selector: ({ offered }) => offered, minLength: 1, maxLength: 20 },
);

test('a knee was fine, nothing above it was, and the next load is the next', () =>
  fc.assert(
    fc.property(steps, (some) => {
      const all = some.map(({ share, offered, medianMs, ...rest }) => ({
        ...step(offered, medianMs, rest),
        answered: offered * share,
      }));
      const knee = kneeOf(all);
      if (!knee.found) return;
      const calm = calmMs(all);
      expect(isFine(knee.step, calm)).toBe(true);
      const above = all.filter(({ offered }) => offered > knee.step.offered);
      expect(above.some((one) => isFine(one, calm))).toBe(false);
      expect(knee.beyond.offered).toBe(Math.min(...above.map(({ offered }) => offered)));
      // The order in which the loads were offered does not matter.
      expect(kneeOf(all.toReversed())).toEqual(knee);
    }),
  ));
