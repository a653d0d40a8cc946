import { readAnswer } from './questions/forms.ts';
import { letter } from './questions/letters.ts';
import { begin, goTo, isQuestion, stepOf, type Session } from './session.ts';
import type { Lesson, Seen, Step } from './types.ts';

const isSeen = (value: unknown): value is Seen =>
  typeof value === 'object' &&
  value !== null &&
  'lines' in value &&
  Array.isArray(value.lines) &&
  value.lines.every((line) => typeof line === 'string');

/** A saved answer, where it still fits the question. Files of the first versions hold the number of the choice. */
const answerTo = (step: Step | undefined, saved: unknown): string | undefined => {
  const typed = typeof saved === 'number' ? letter(saved) : saved;
  return isQuestion(step) && typeof typed === 'string' ? readAnswer(step, typed) : undefined;
};

const answersIn = (lesson: Lesson, saved: unknown): Record<string, string> => {
  if (typeof saved !== 'object' || saved === null) return {};
  const known = Object.entries(saved).flatMap(([at, one]) => {
    const answer = answerTo(lesson.steps[Number(at)], one);
    return answer === undefined ? [] : [[at, answer] as const];
  });
  return Object.fromEntries(known);
};

const isPlace = (value: unknown, lesson: Lesson): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < lesson.steps.length;

type Saved = Partial<Record<keyof Session, unknown>>;

/** The place within the step: before the answer, at the look, or behind it. */
const within = (fresh: Session, step: Step | undefined, old: Saved): Session => {
  const words = typeof old.words === 'string' ? { words: old.words } : {};
  if (old.phase === 'compare' && isQuestion(step) && step.form === 'say' && typeof old.words === 'string')
    return { ...fresh, phase: 'compare', ...words };
  const chosen = answerTo(step, old.chosen);
  if (chosen === undefined || (old.phase !== 'look' && old.phase !== 'after')) return fresh;
  if (step?.kind !== 'predict')
    return old.phase === 'after' ? { ...fresh, phase: 'after', chosen, ...words } : fresh;
  return old.phase === 'after' && isSeen(old.seen)
    ? { ...fresh, phase: 'after', chosen, seen: old.seen }
    : { ...fresh, phase: 'look', chosen };
};

/** The session as it was saved; what no longer fits the lesson (it may have changed since) is left out. */
export const resume = (lesson: Lesson, saved: unknown): Session => {
  const old = (typeof saved === 'object' && saved !== null ? saved : {}) as Saved;
  if (old.lesson !== lesson.id || !isPlace(old.at, lesson)) return begin(lesson);
  const fresh = goTo(lesson, { ...begin(lesson), answers: answersIn(lesson, old.answers) }, old.at);
  return within(fresh, stepOf(lesson, fresh), old);
};
