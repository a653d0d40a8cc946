import { describe, expect, test } from 'vitest';
import { gradeUnits } from '../../src/catalog-grade.ts';
import { readingOf } from '../../src/grade/reading.ts';
import { pointIds, type Mark } from '../../src/grade/types.ts';

/** What every rule of `grade` must satisfy. */

const { points, mistakes } = gradeUnits;

test('there is one rule for each point', () => {
  expect(Object.keys(points).toSorted()).toEqual([...pointIds].toSorted());
});

const examples = Object.entries(points).flatMap(([id, rule]) =>
  Object.entries(rule.examples).flatMap(([mark, texts]) =>
    texts.map((text) => [id, mark as Mark, text] as const),
  ),
);

test.each(examples)('%s: %s: %s', (id, mark, text) => {
  const judged = points[id as keyof typeof points].judge(readingOf(text));
  expect(judged).toMatchObject({ mark });
  expect(judged.spans.every(({ start, end }) => start >= 0 && start < end && end <= text.length)).toBe(true);
  if (mark !== 'none') expect(judged.spans).not.toEqual([]);
});

describe.each(Object.entries(mistakes))('%s', (_, rule) => {
  const { held, notHeld } = rule.examples;
  test('is shown by texts that hold it, and by texts that do not', () => {
    expect(held).not.toEqual([]);
    expect(notHeld).not.toEqual([]);
  });
  test.each(held)('is held: %s', (text) => expect(rule.find(readingOf(text))).toBeDefined());
  test.each(notHeld)('is not held: %s', (text) => expect(rule.find(readingOf(text))).toBeUndefined());
});
