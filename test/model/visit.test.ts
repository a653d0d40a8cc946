import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Visit } from '../../src/model/visit.ts';
import { failuresOf, isGood, longestGap, percentile, within } from '../../src/model/visit.ts';

const visit = fc.record({
  page: fc.constant('/'),
  at: fc.double({ min: 0, max: 1000, noNaN: true }),
  late: fc.constant(0),
  ms: fc.double({ min: 0, max: 200, noNaN: true }),
  saw: fc.constantFrom('200', '304', '404', '502', 'tcp:ECONNREFUSED'),
});
const visits = fc.array(visit, { maxLength: 60 });
const times = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });

const seen = (at: number, ms: number, saw = '200'): Visit => ({ page: '/', at, late: 0, ms, saw });

describe('percentile', () => {
  test('of a hundred numbers is the one of that rank', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect([0.01, 0.5, 0.95, 1].map((part) => percentile(hundred, part))).toEqual([1, 50, 95, 100]);
    expect(percentile([], 0.5)).toBeUndefined();
  });

  test('is one of the values, and that part of them is not above it', () =>
    fc.assert(
      fc.property(times, fc.double({ min: 0, max: 1, noNaN: true }), (values, part) => {
        const value = percentile(values, part) ?? NaN;
        expect(values).toContain(value);
        expect(values.filter((one) => one <= value).length).toBeGreaterThanOrEqual(
          part * values.length - 1e-9,
        );
        // And it is the lowest such value.
        expect(values.filter((one) => one < value).length).toBeLessThan(Math.max(1, part * values.length));
      }),
    ));
});

describe('the longest gap', () => {
  const span = { from: 0, until: 100 };

  test('counts good answers only, from the beginning of the span to its end', () => {
    expect(longestGap([seen(5, 5), seen(20, 10, '502'), seen(45, 5), seen(80, 5)], span)).toBe(40);
    expect(longestGap([seen(5, 5)], span)).toBe(90);
    expect(longestGap([], span)).toBe(100);
  });

  test('is never longer than the span, and another good answer never makes it longer', () =>
    fc.assert(
      fc.property(visits, visit, (some, more) => {
        const gap = longestGap(some, { from: 0, until: 1000 });
        expect(gap).toBeGreaterThan(0);
        expect(gap).toBeLessThanOrEqual(1000);
        expect(longestGap([...some, { ...more, saw: '200' }], { from: 0, until: 1000 })).toBeLessThanOrEqual(
          gap,
        );
        expect(longestGap([...some, { ...more, saw: '502' }], { from: 0, until: 1000 })).toBe(gap);
      }),
    ));
});

test('in a span is what was asked and answered in it', () => {
  const all = [seen(5, 10), seen(95, 10), seen(20, 5, '502'), seen(95, 10, '502')];
  expect(within(all, { from: 10, until: 100 })).toEqual([all[2]]);
});

test('failures are counted by what was seen, the most frequent first', () => {
  expect(failuresOf([seen(1, 1), seen(2, 1, '502'), seen(3, 1, 'a'), seen(4, 1, 'a')])).toEqual(['a', '502']);
  expect([200, 301, 404, 500].map((status) => isGood({ saw: String(status) }))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
