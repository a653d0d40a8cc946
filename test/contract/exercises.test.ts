import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import { faults } from '../../src/catalog-faults.ts';
import { parseExercise } from '../../src/content/exercise.ts';
import type { Context } from '../../src/tutor/expect/kind.ts';
import { isPassed, judgeExercise, type Verdict } from '../../src/tutor/exercise.ts';
import { kinds } from '../../src/tutor/expectations.ts';

const root = join(import.meta.dirname, '../..');
const files = readdirSync(join(root, 'lessons'), { recursive: true, encoding: 'utf8' })
  .map((name) => `lessons/${name.replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.exercise.md'));
const exercises = files.map((file) => parseExercise(file, readFileSync(join(root, file), 'utf8')));

/** As the examples see it: a server at this address, and what ran on it before. */
const context: Context = {
  host: 'www.example.com',
  address: '203.0.113.9',
  before: {
    programs: [
      { pid: 100, parent: 1, name: 'gunicorn', user: 'ubuntu', line: 'gunicorn' },
      { pid: 101, parent: 100, name: 'gunicorn', user: 'ubuntu', line: 'gunicorn' },
      { pid: 102, parent: 100, name: 'gunicorn', user: 'ubuntu', line: 'gunicorn' },
    ],
    listeners: [],
  },
};

const reasons = (verdicts: readonly Verdict[]): Record<string, string | undefined> =>
  Object.fromEntries(verdicts.flatMap(({ id, status, reason }) => (status === 'fail' ? [[id, reason]] : [])));

describe.each(exercises.map((exercise) => [exercise.id, exercise] as const))('%s', (_, exercise) => {
  test('belongs to a lesson that exists', () => {
    expect(existsSync(join(root, `lessons/${exercise.lesson}.md`))).toBe(true);
  });

  test('is not passed before anything was done', () => {
    const verdicts = judgeExercise(exercise, exercise.examples.unsolved, context);
    expect(verdicts.map(({ status }) => status)).toContain('fail');
    expect(isPassed(verdicts)).toBe(false);
  });

  test('is passed by its solution', () => {
    const verdicts = judgeExercise(exercise, exercise.examples.solved, context);
    expect(verdicts.filter(({ status, optional }) => status !== 'success' && !optional)).toEqual([]);
    expect(isPassed(verdicts)).toBe(true);
  });

  test('is missed in more than one way', () => {
    expect(exercise.examples.nearMisses.length).toBeGreaterThan(2);
  });

  test('refuses every requirement at least once, on its own', () => {
    const missed = new Set(exercise.examples.nearMisses.flatMap(({ fails }) => Object.keys(fails)));
    expect(exercise.requirements.filter(({ id, optional }) => !optional && !missed.has(id))).toEqual([]);
  });

  test.each(exercise.examples.nearMisses.map((miss) => [miss.name, miss] as const))(
    'refuses for the right reason: %s',
    (_name, miss) => {
      const verdicts = judgeExercise(exercise, miss.seen, context);
      expect(reasons(verdicts)).toEqual(miss.fails);
      expect(isPassed(verdicts)).toBe(false);
      for (const { status, seen, expected, hint } of verdicts.filter((verdict) => verdict.status === 'fail'))
        expect([status, seen, expected, hint].every((text) => text !== undefined && text !== '')).toBe(true);
    },
  );
});

test.each(Object.keys(kinds))('an exercise shows what it is to miss: %s', (kind) => {
  const missed = exercises.flatMap(({ requirements, examples }) =>
    examples.nearMisses.flatMap(({ fails }) =>
      requirements.filter(({ id, expect: { kind: of } }) => of === kind && id in fails),
    ),
  );
  expect(missed).not.toEqual([]);
});

test.each(exercises)('$id names checks and faults that there are', ({ requirements, lab }) => {
  const named = requirements.flatMap(({ expect: { kind, is } }) => (kind === 'check' ? [is.id] : []));
  expect(named.filter((id) => !checks.some((check) => check.id === id))).toEqual([]);
  const broken = typeof lab === 'string' ? [] : (lab.shape.faults ?? []);
  expect(broken.filter((id) => !faults.some((fault) => fault.id === id))).toEqual([]);
});

test.each(exercises)('$id says what solves it', ({ requirements }) => {
  const worked = requirements.flatMap(({ hints }) =>
    hints.filter((hint) => hint.startsWith('Worked answer')),
  );
  expect(worked).not.toEqual([]);
});

test.each(exercises)(
  'what is refused on the lab for $id is one of its requirements',
  ({ requirements, lab }) => {
    const misses = typeof lab === 'string' ? [] : lab.nearMisses.flatMap(({ fails }) => Object.keys(fails));
    expect(misses.filter((id) => !requirements.some((one) => one.id === id))).toEqual([]);
  },
);
