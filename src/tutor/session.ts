import type { Lesson, Seen, Step } from './types.ts';

/**
 * `read` a screen · `ask` a question · `look` at the lab after a prediction · `after` the answer was explained ·
 * `done` behind the last step.
 */
export type Phase = 'read' | 'ask' | 'look' | 'after' | 'done';

/** Where a learner is in a lesson: plain data, kept between runs. */
export interface Session {
  readonly lesson: string;
  /** Index of the step. */
  readonly at: number;
  readonly phase: Phase;
  /** Index of the choice, in the phases `look` and `after`. */
  readonly chosen?: number;
  readonly seen?: Seen;
  /** Step → choice: the last answer that was given to each question. */
  readonly answers: Readonly<Record<string, number>>;
}

export type Move =
  | { readonly to: 'next' }
  | { readonly to: 'back' }
  | { readonly to: 'skip' }
  | { readonly to: 'answer'; readonly choice: number }
  | { readonly to: 'seen'; readonly seen: Seen };

const entry = (step: Step | undefined): Phase => (!step ? 'done' : step.kind === 'screen' ? 'read' : 'ask');

const goTo = (lesson: Lesson, session: Session, step: number): Session => {
  const at = Math.max(0, Math.min(step, lesson.steps.length));
  return { lesson: lesson.id, at, phase: entry(lesson.steps[at]), answers: session.answers };
};

/** The lesson from its first screen. */
export const begin = (lesson: Lesson): Session =>
  goTo(lesson, { lesson: lesson.id, at: 0, phase: 'read', answers: {} }, 0);

/** The step in front of the learner; none when the lesson is done. */
export const stepOf = (lesson: Lesson, session: Session): Step | undefined => lesson.steps[session.at];

const back = (lesson: Lesson, session: Session): Session =>
  goTo(lesson, session, session.phase === 'after' || session.phase === 'look' ? session.at : session.at - 1);

const skip = (lesson: Lesson, session: Session): Session => {
  const question = lesson.steps.findIndex((step, index) => index > session.at && step.kind !== 'screen');
  return goTo(lesson, session, question < 0 ? lesson.steps.length : question);
};

const answer = (lesson: Lesson, session: Session, choice: number): Session => {
  const step = stepOf(lesson, session);
  if (session.phase !== 'ask' || !step || step.kind === 'screen' || !step.choices[choice]) return session;
  return {
    ...session,
    phase: step.kind === 'predict' ? 'look' : 'after',
    chosen: choice,
    answers: { ...session.answers, [session.at]: choice },
  };
};

/** The same lesson after one move. A move that means nothing here changes nothing. */
export const move = (lesson: Lesson, session: Session, made: Move): Session => {
  if (made.to === 'answer') return answer(lesson, session, made.choice);
  if (made.to === 'seen')
    return session.phase === 'look' ? { ...session, phase: 'after', seen: made.seen } : session;
  if (made.to === 'back') return back(lesson, session);
  if (session.phase === 'done') return session;
  if (made.to === 'skip') return skip(lesson, session);
  return session.phase === 'read' || session.phase === 'after'
    ? goTo(lesson, session, session.at + 1)
    : session;
};

/** The moves that do something now, in the order in which they are offered. */
export const moves = (lesson: Lesson, session: Session): readonly ('next' | 'back' | 'skip')[] => {
  const next = session.phase === 'read' || session.phase === 'after' ? (['next'] as const) : [];
  const before = session.at > 0 || session.phase === 'after' ? (['back'] as const) : [];
  const questions = lesson.steps.some((step, index) => index > session.at && step.kind !== 'screen');
  const over = session.phase === 'ask' || (session.phase === 'read' && questions) ? (['skip'] as const) : [];
  return [...next, ...before, ...over];
};

/** The misconception behind the answer that was just given, when it was wrong. */
export const missedNow = (lesson: Lesson, session: Session): string | undefined => {
  const step = stepOf(lesson, session);
  if (!step || step.kind === 'screen' || session.chosen === undefined) return undefined;
  return step.choices[session.chosen]?.misconception;
};

const isIndex = (value: unknown, length: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < length;

const isSeen = (value: unknown): value is Seen =>
  typeof value === 'object' &&
  value !== null &&
  'lines' in value &&
  Array.isArray(value.lines) &&
  value.lines.every((line) => typeof line === 'string');

const answersIn = (lesson: Lesson, saved: unknown): Record<string, number> => {
  if (typeof saved !== 'object' || saved === null) return {};
  const known = Object.entries(saved).filter(([at, choice]) => {
    const step = lesson.steps[Number(at)];
    return step && step.kind !== 'screen' && isIndex(choice, step.choices.length);
  });
  return Object.fromEntries(known);
};

/** The session as it was saved; what no longer fits the lesson (it may have changed since) is left out. */
export const resume = (lesson: Lesson, saved: unknown): Session => {
  const old = (typeof saved === 'object' && saved !== null ? saved : {}) as Partial<
    Record<keyof Session, unknown>
  >;
  if (old.lesson !== lesson.id || !isIndex(old.at, lesson.steps.length)) return begin(lesson);
  const fresh = goTo(lesson, { ...begin(lesson), answers: answersIn(lesson, old.answers) }, old.at);
  const step = stepOf(lesson, fresh);
  if (!step || step.kind === 'screen' || !isIndex(old.chosen, step.choices.length)) return fresh;
  if (old.phase === 'look' && step.kind === 'predict') return { ...fresh, phase: 'look', chosen: old.chosen };
  if (old.phase !== 'after') return fresh;
  if (step.kind === 'quiz') return { ...fresh, phase: 'after', chosen: old.chosen };
  return isSeen(old.seen)
    ? { ...fresh, phase: 'after', chosen: old.chosen, seen: old.seen }
    : { ...fresh, phase: 'look', chosen: old.chosen };
};
