import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faults } from '../../src/catalog-faults.ts';
import type { FaultUnit, Seen } from '../../src/lab/fault.ts';
import { sameInside } from './same-inside.ts';

/** Faults that look alike from outside are told apart from both sides, or there is a reason why not. */

const pathOf = (seen: Seen | 'nothing'): string =>
  seen === 'nothing' ? seen : `${seen.finding}/${seen.cause}`;

/** With what is found besides: it tells apart, too. */
const allOf = (seen: Seen | 'nothing'): string =>
  [pathOf(seen), ...(seen === 'nothing' ? [] : (seen.also ?? []))].join(' ');

const insideOf = ({ inside, outside }: FaultUnit): Seen | 'nothing' => inside ?? outside;

const groups = [
  ...faults
    .reduce((so, fault) => {
      const key = `${allOf(fault.outside)} | ${allOf(insideOf(fault))}`;
      return so.set(key, [...(so.get(key) ?? []), fault]);
    }, new Map<string, readonly FaultUnit[]>())
    .values(),
].filter(({ length }) => length > 1);

const byName = (a: { readonly seen: string }, b: { readonly seen: string }): number =>
  a.seen.localeCompare(b.seen);

test('faults that look alike from both sides stand in the table, and no others', () => {
  const found = groups.map((group) => ({
    seen: group[0] ? pathOf(insideOf(group[0])) : '',
    faults: group.map(({ id }) => id).toSorted(),
  }));
  const listed = sameInside.map(({ seen, faults: ids }) => ({ seen, faults: ids.toSorted() }));
  expect(found.toSorted(byName)).toEqual(listed.toSorted(byName));
});

test('each group has its reason, in sentences', () => {
  for (const { why } of sameInside) expect(why).toMatch(/^[A-Z].{20,}\.$/);
});

test('the README counts them', () => {
  const readme = readFileSync('README.md', 'utf8').replaceAll(/\s+/g, ' ');
  const [, groupsCounted, faultsCounted] = /(\d+) groups of together (\d+) faults/.exec(readme) ?? [];
  expect(Number(groupsCounted)).toBe(sameInside.length);
  expect(Number(faultsCounted)).toBe(sameInside.flatMap(({ faults: ids }) => ids).length);
});
