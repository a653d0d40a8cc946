import type { Context, Outcome, SeenAll } from './expect/kind.ts';
import { judgeOne, saysOf } from './expectations.ts';
import type { Exercise, Requirement } from './types.ts';

export interface Verdict {
  readonly id: string;
  readonly says: string;
  readonly status: 'success' | 'fail' | 'skipped';
  readonly expected: string;
  readonly seen?: string;
  readonly hint?: string;
  /** Why it failed, in one word. */
  readonly reason?: string;
  /** Not needed to pass: then it is `success` or `skipped`. */
  readonly optional?: true;
  /** It waits for another requirement; otherwise what is skipped could not be looked at. */
  readonly waits?: true;
}

const withHint = (outcome: Outcome, [first]: readonly string[]): Outcome =>
  outcome.status === 'fail' && outcome.hint === undefined && first !== undefined
    ? { ...outcome, hint: first }
    : outcome;

/** What is not needed to pass, and not so, is left out: there may be no second server. */
const leftOut = (outcome: Outcome, optional: true | undefined): Outcome =>
  optional && outcome.status === 'fail'
    ? { status: 'skipped', hint: `Left out, as it is not needed to pass (${outcome.seen}).` }
    : outcome;

const base = ({ id, says, expect, optional }: Requirement) => ({
  id,
  says,
  expected: saysOf(expect),
  ...(optional ? { optional } : {}),
});

const waiting = (requirement: Requirement, number: number): Verdict => ({
  ...base(requirement),
  status: 'skipped',
  hint: `Not judged: number ${number} has to hold first.`,
  waits: true,
});

const nowhere: Context = { host: 'this-site.invalid' };

/** What each requirement comes to, given what was seen. Pure. */
export const judgeExercise = (
  exercise: Exercise,
  seen: SeenAll,
  context: Context = nowhere,
): readonly Verdict[] => {
  const verdicts: Verdict[] = [];
  const isMet = (id: string): boolean => verdicts.some((one) => one.id === id && one.status === 'success');
  for (const requirement of exercise.requirements) {
    const missing = requirement.needs.find((id) => !isMet(id));
    const number = exercise.requirements.findIndex(({ id }) => id === missing) + 1;
    const judged = (): Verdict => ({
      ...base(requirement),
      ...leftOut(
        withHint(judgeOne(requirement.expect, seen, context), requirement.hints),
        requirement.optional,
      ),
    });
    verdicts.push(number === 0 ? judged() : waiting(requirement, number));
  }
  return verdicts;
};

/** Every requirement succeeded; an optional one may have been skipped. */
export const isPassed = (verdicts: readonly Verdict[]): boolean =>
  verdicts.every(({ status, optional }) => status === 'success' || (status === 'skipped' && optional));

/** Nothing failed, and something that is needed could not be looked at. */
export const isUnknown = (verdicts: readonly Verdict[]): boolean =>
  verdicts.every(({ status }) => status !== 'fail') &&
  verdicts.some(({ status, optional, waits }) => status === 'skipped' && !optional && !waits);

/** The program of which the exercise compares what runs with what ran when it was started. */
export const comparesWith = ({ requirements }: Exercise): string | undefined =>
  requirements.flatMap(({ expect }) =>
    expect.kind === 'process' && expect.is.reloaded ? [expect.is.name] : [],
  )[0];
