import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faults } from '../../src/catalog-faults.ts';
import { loadExercises } from '../../src/catalog-lessons.ts';
import { cardOn } from '../../src/cli/exercise-look.ts';
import { labAim, withAim } from '../../src/cli/exercise-site.ts';
import { obeyOn } from '../../src/lab/orders.ts';
import { startStack, type Stack } from '../../src/lab/stack.ts';
import { judgeCard } from '../../src/tutor/exercise-card.ts';
import { comparesWith, isPassed, type Verdict } from '../../src/tutor/exercise.ts';
import type { SeenPrograms } from '../../src/tutor/expect/kind.ts';
import type { Exercise, ExerciseLab, LabStep } from '../../src/tutor/types.ts';
import { replayed } from '../support/cards.ts';
import { takeStep } from '../support/lab-steps.ts';
import { describeReal } from '../support/real.ts';

/**
 * Every exercise that the lab can take the shape of: not solved at the start, solved by what its file says, and what is
 * almost right refused for the reason that its file names. One lab for all of them.
 */

const exercises = (await loadExercises()).flatMap((exercise) =>
  typeof exercise.lab === 'string' ? [] : [{ ...exercise, lab: exercise.lab }],
);

let lab: { readonly stack: Stack; readonly obey: ReturnType<typeof obeyOn> };

beforeAll(async () => {
  const stack = await startStack({ requireReal: true });
  lab = { stack, obey: obeyOn(stack, async () => faults) };
});

afterAll(() => lab?.stack.stop());

type OnLab = Exercise & { readonly lab: ExerciseLab };

const on = async <T>(exercise: OnLab, use: Parameters<typeof withAim<T>>[3]): Promise<T> => {
  const aim = await labAim(lab.stack.description, exercise);
  return withAim(exercise, aim, { isLab: true, signal: AbortSignal.timeout(60_000) }, use);
};

/** As `exercise start` does it: the shape, and a look at what is compared later. */
const start = async (exercise: OnLab): Promise<SeenPrograms | undefined> => {
  await lab.obey({ do: 'shape', shape: exercise.lab.shape, exercise: exercise.id });
  if (comparesWith(exercise) === undefined) return undefined;
  return (await on(exercise, (site) => site.look({ see: 'process' }))) as SeenPrograms;
};

/** Looks, and has the card that is kept of it judged again: it has to say the same. */
const mark = async (exercise: OnLab, before: SeenPrograms | undefined): Promise<readonly Verdict[]> => {
  const card = await on(exercise, (site) => cardOn(exercise, site, () => new Date(), before));
  const verdicts = judgeCard(exercise, card);
  expect(replayed(exercise, card)).toEqual(
    verdicts.map(({ id, status, reason }) => ({ id, status, reason })),
  );
  return verdicts;
};

const take = async (steps: readonly LabStep[]): Promise<void> => {
  const { directory } = lab.stack.description;
  for (const step of steps) await takeStep({ directory, obey: lab.obey }, step);
};

const failed = (verdicts: readonly Verdict[]) =>
  Object.fromEntries(verdicts.flatMap(({ id, status, reason }) => (status === 'fail' ? [[id, reason]] : [])));

describeReal('on a real lab', () => {
  describe.each(exercises.map((exercise) => [exercise.id, exercise] as const))('%s', (_, exercise) => {
    test('is not solved at the start, and solved by its solution', async () => {
      const before = await start(exercise);
      const unsolved = await mark(exercise, before);
      expect(isPassed(unsolved)).toBe(false);
      expect(unsolved.filter(({ status }) => status === 'fail')).not.toEqual([]);
      expect(
        unsolved.filter(({ status, waits, optional }) => status === 'skipped' && !waits && !optional),
      ).toEqual([]);
      await take(exercise.lab.solution);
      const solved = await mark(exercise, before);
      expect(solved.filter(({ status, optional }) => status !== 'success' && !optional)).toEqual([]);
    });

    test.each(exercise.lab.nearMisses.map((miss) => [miss.name, miss] as const))(
      'refuses for the right reason: %s',
      async (_name, { steps, fails }) => {
        const before = await start(exercise);
        await take(steps);
        expect(failed(await mark(exercise, before))).toEqual(fails);
      },
    );
  });
});
