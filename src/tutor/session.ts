import { markOf, readAnswer } from './questions/forms.ts';
import type { Lesson, PredictStep, QuizStep, Seen, Step } from './types.ts';

/**
 * `read` a screen · `ask` a question · `compare` one's own words with what belongs there · `look` at the lab after a
 * prediction · `after` the answer was explained · `done` behind the last step.
 */
export type Phase = 'read' | 'ask' | 'compare' | 'look' | 'after' | 'done';

/** Where a learner is in a lesson: plain data, kept between runs. */
export interface Session {
  readonly lesson: string;
  /** Index of the step. */
  readonly at: number;
  readonly phase: Phase;
  /** The answer as its form keeps it, in the phases `look` and `after`. */
  readonly chosen?: string;
  /** What was said in the learner's own words, from the phase `compare` on. */
  readonly words?: string;
  readonly seen?: Seen;
  /** Step → the last answer that was given to each question. */
  readonly answers: Readonly<Record<string, string>>;
}

export type Move =
  | { readonly to: 'next' }
  | { readonly to: 'back' }
  | { readonly to: 'skip' }
  | { readonly to: 'answer'; readonly answer: string }
  | { readonly to: 'say'; readonly words: string }
  | { readonly to: 'seen'; readonly seen: Seen };

type Asking = PredictStep | QuizStep;

export const isQuestion = (step: Step | undefined): step is Asking =>
  step !== undefined && step.kind !== 'screen';

const entry = (step: Step | undefined): Phase => (!step ? 'done' : step.kind === 'screen' ? 'read' : 'ask');

export const goTo = (lesson: Lesson, session: Session, step: number): Session => {
  const at = Math.max(0, Math.min(step, lesson.steps.length));
  return { lesson: lesson.id, at, phase: entry(lesson.steps[at]), answers: session.answers };
};

/** The lesson from its first screen. */
export const begin = (lesson: Lesson): Session =>
  goTo(lesson, { lesson: lesson.id, at: 0, phase: 'read', answers: {} }, 0);

/** The step in front of the learner; none when the lesson is done. */
export const stepOf = (lesson: Lesson, session: Session): Step | undefined => lesson.steps[session.at];

/** Behind the question itself, but still at its step. */
const isBehind = ({ phase }: Session): boolean => ['after', 'look', 'compare'].includes(phase);

const back = (lesson: Lesson, session: Session): Session =>
  goTo(lesson, session, isBehind(session) ? session.at : session.at - 1);

const skip = (lesson: Lesson, session: Session): Session => {
  const question = lesson.steps.findIndex((step, index) => index > session.at && isQuestion(step));
  return goTo(lesson, session, question < 0 ? lesson.steps.length : question);
};

const isAsked = ({ phase }: Session): boolean => phase === 'ask' || phase === 'compare';

const answer = (lesson: Lesson, session: Session, typed: string): Session => {
  const step = stepOf(lesson, session);
  const chosen = isQuestion(step) && isAsked(session) ? readAnswer(step, typed) : undefined;
  if (!step || chosen === undefined) return session;
  return {
    ...session,
    phase: step.kind === 'predict' ? 'look' : 'after',
    chosen,
    answers: { ...session.answers, [session.at]: chosen },
  };
};

/** What may be kept of somebody's own words, in characters. */
const mostWords = 2000;

const said = (lesson: Lesson, session: Session, words: string): Session => {
  const step = stepOf(lesson, session);
  if (!isQuestion(step) || step.form !== 'say' || session.phase !== 'ask' || words.trim() === '')
    return session;
  return { ...session, phase: 'compare', words: words.trim().slice(0, mostWords) };
};

const next = (lesson: Lesson, session: Session): Session =>
  session.phase === 'read' || session.phase === 'after' ? goTo(lesson, session, session.at + 1) : session;

/** The same lesson after one move. A move that means nothing here changes nothing. */
export const move = (lesson: Lesson, session: Session, made: Move): Session => {
  if (made.to === 'answer') return answer(lesson, session, made.answer);
  if (made.to === 'say') return said(lesson, session, made.words);
  if (made.to === 'seen')
    return session.phase === 'look' ? { ...session, phase: 'after', seen: made.seen } : session;
  if (made.to === 'back') return back(lesson, session);
  if (session.phase === 'done') return session;
  return made.to === 'skip' ? skip(lesson, session) : next(lesson, session);
};

/** The moves that do something now, in the order in which they are offered. */
export const moves = (lesson: Lesson, session: Session): readonly ('next' | 'back' | 'skip')[] => {
  const on = session.phase === 'read' || session.phase === 'after' ? (['next'] as const) : [];
  const before = session.at > 0 || isBehind(session) ? (['back'] as const) : [];
  const questions = lesson.steps.some((step, index) => index > session.at && isQuestion(step));
  const over = isAsked(session) || (session.phase === 'read' && questions) ? (['skip'] as const) : [];
  return [...on, ...before, ...over];
};

/** The misconceptions that the answer shows which was just given. */
export const missedNow = (lesson: Lesson, session: Session): readonly string[] => {
  const step = stepOf(lesson, session);
  return isQuestion(step) && session.chosen !== undefined ? markOf(step, session.chosen).missed : [];
};
