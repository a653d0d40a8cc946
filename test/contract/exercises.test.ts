import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseExercise } from '../../src/content/exercise.ts';
import { isPassed, judgeExercise, type Verdict } from '../../src/tutor/exercise.ts';

const root = join(import.meta.dirname, '../..');
const files = readdirSync(join(root, 'lessons'), { recursive: true, encoding: 'utf8' })
  .map((name) => `lessons/${name.replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.exercise.md'));
const exercises = files.map((file) => parseExercise(file, readFileSync(join(root, file), 'utf8')));

const reasons = (verdicts: readonly Verdict[]): Record<string, string | undefined> =>
  Object.fromEntries(verdicts.flatMap(({ id, status, reason }) => (status === 'fail' ? [[id, reason]] : [])));

describe.each(exercises.map((exercise) => [exercise.id, exercise] as const))('%s', (_, exercise) => {
  test('belongs to a lesson that exists', () => {
    expect(existsSync(join(root, `lessons/${exercise.lesson}.md`))).toBe(true);
  });

  test('is not passed before anything was done', () => {
    const verdicts = judgeExercise(exercise, exercise.examples.unsolved);
    expect(verdicts.map(({ status }) => status)).not.toContain('success');
    expect(isPassed(verdicts)).toBe(false);
  });

  test('is passed by its solution', () => {
    const verdicts = judgeExercise(exercise, exercise.examples.solved);
    expect(verdicts.filter(({ status }) => status !== 'success')).toEqual([]);
  });

  test('is missed in more than one way', () => {
    expect(exercise.examples.nearMisses.length).toBeGreaterThan(2);
  });

  test('refuses every requirement at least once, on its own', () => {
    const missed = new Set(exercise.examples.nearMisses.flatMap(({ fails }) => Object.keys(fails)));
    expect(exercise.requirements.filter(({ id }) => !missed.has(id))).toEqual([]);
  });

  test.each(exercise.examples.nearMisses.map((miss) => [miss.name, miss] as const))(
    'refuses for the right reason: %s',
    (_name, miss) => {
      const verdicts = judgeExercise(exercise, miss.pages);
      expect(reasons(verdicts)).toEqual(miss.fails);
      expect(isPassed(verdicts)).toBe(false);
      for (const { status, seen, expected, hint } of verdicts.filter((verdict) => verdict.status === 'fail'))
        expect([status, seen, expected, hint].every((text) => text !== undefined && text !== '')).toBe(true);
    },
  );
});
