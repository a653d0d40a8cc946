import { describe, expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import { faults } from '../../src/catalog-faults.ts';
import { draw } from '../../src/lab/challenge.ts';
import { partsOf } from '../../src/lab/fault.ts';
import { healthyPlan } from '../../src/lab/plan.ts';

/** What every fault must satisfy. A fault is found by its place; nothing here is changed when one is added. */

const causes = new Set(
  checks.flatMap(({ id, causes: rules }) => Object.keys(rules).map((cause) => `${id}/${cause}`)),
);

const sentence = /^[A-Z"].*[.!?]"?$/s;

describe.each(faults.map((fault) => [fault.id, fault] as const))('%s', (_, fault) => {
  test('is seen as a cause of the catalogue, or not at all', () => {
    const named = [fault.outside, fault.inside ?? fault.outside].flatMap((seen) =>
      seen === 'nothing' ? [] : [`${seen.finding}/${seen.cause}`, ...(seen.also ?? [])],
    );
    expect(named.filter((path) => !causes.has(path))).toEqual([]);
  });

  test('changes the lab, and always in the same way', () => {
    const before = structuredClone(healthyPlan);
    expect(partsOf(fault)).not.toEqual([]);
    expect(fault.apply(healthyPlan)).toEqual(fault.apply(healthyPlan));
    expect(healthyPlan).toEqual(before);
  });

  test('is told in sentences, and its title is none', () => {
    expect(fault.symptom).toMatch(sentence);
    expect(fault.look).toMatch(/^.{20,}[^ ]$/s);
    expect(fault.title).toMatch(/^[A-Z"].*[^.!?]$/);
  });

  test('its symptom does not give it away', () => {
    expect(fault.symptom).not.toContain(fault.title);
    // What only somebody on the server can know.
    expect(fault.symptom).not.toMatch(
      /upstream|proxy_pass|server_name|\.conf|my\.cnf|bind.?address|GRANT|error\.log/i,
    );
  });
});

test('no two faults have one title: it is the answer to a challenge', () => {
  const titles = faults.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

test('each level has something to draw, the same for the same seed, and every fault comes at last', () => {
  for (const level of [1, 2, 3]) {
    const wish = { level, seed: 11, found: [] };
    expect(draw(faults, wish)?.level).toBe(level);
    expect(draw(faults, wish)).toBe(draw(faults, wish));
  }
  const visible = faults.filter(({ outside }) => outside !== 'nothing').map(({ id }) => id);
  const found = visible.reduce<readonly string[]>(
    (so) => [...so, ...[draw(faults, { seed: 5, found: so })?.id ?? []].flat()],
    [],
  );
  expect(found.toSorted()).toEqual(visible.toSorted());
});
