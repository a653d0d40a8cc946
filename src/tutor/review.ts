import type { Hop } from '../model/hops.ts';
import { questionsOf } from './answers.ts';
import { ideasIn } from './questions/ideas.ts';
import { answered } from './card.ts';
import { missed, type Progress } from './record.ts';
import type { Mark } from './questions/question.ts';
import type { Lesson, Misconception, Misconceptions, QuizStep } from './types.ts';

/** Why an idea is asked about. */
export type Reason = 'missed' | 'met' | 'learned';

/** Something outside the lessons that went wrong, and what teaches about it. */
export interface Met {
  readonly at: string;
  readonly lesson?: string;
  readonly hop?: Hop;
}

export interface Course {
  readonly lessons: readonly Lesson[];
  readonly ideas: Misconceptions;
  /** What `check` and `lab challenge` found. */
  readonly met: readonly Met[];
}

interface Due {
  readonly idea: string;
  readonly reason: Reason;
  /** ISO 8601. */
  readonly due: string;
}

export interface ReviewQuestion {
  readonly idea: string;
  readonly reason: Reason;
  /** Where it is taught. */
  readonly lesson: string;
  /** What somebody says, which is right or wrong; otherwise a question of the lesson. */
  readonly isStatement: boolean;
  readonly step: QuizStep;
}

const dayMs = 24 * 3600 * 1000;

const dayAfter = (at: string): string => new Date(Date.parse(at) + dayMs).toISOString();

/** The lessons that clear up this idea. */
export const teaching = ({ lessons }: Course, idea: string): readonly Lesson[] =>
  lessons.filter(({ teaches }) => teaches.includes(idea));

/** The last time that something which this lesson teaches went wrong elsewhere. */
const metAt = ({ met }: Course, taughtIn: readonly Lesson[]): string | undefined =>
  met
    .filter(({ lesson, hop }) =>
      taughtIn.some((one) => one.id === lesson || (hop !== undefined && one.hop === hop)),
    )
    .map(({ at }) => at)
    .toSorted()
    .at(-1);

const doneAt = ({ lessons }: Progress, taughtIn: readonly Lesson[]): string | undefined =>
  taughtIn.flatMap(({ id }) => (lessons[id]?.state === 'done' ? (lessons[id]?.at ?? []) : [])).toSorted()[0];

/** When this idea is due, if it ever was met. What went wrong since it was last asked makes it due at once. */
const dueOf = (course: Course, progress: Progress, idea: string): Due | undefined => {
  const card = progress.review?.[idea];
  const last = card?.last_review ?? '';
  const wrong = progress.misconceptions[idea]?.at;
  if (wrong !== undefined && wrong > last) return { idea, reason: 'missed', due: wrong };
  const taughtIn = teaching(course, idea);
  const done = doneAt(progress, taughtIn);
  const met = done === undefined ? undefined : metAt(course, taughtIn);
  if (met !== undefined && met > last) return { idea, reason: 'met', due: met };
  if (card) return { idea, reason: wrong === undefined ? 'learned' : 'missed', due: card.due };
  return done === undefined ? undefined : { idea, reason: 'learned', due: dayAfter(done) };
};

const urgency: readonly Reason[] = ['missed', 'met', 'learned'];

/** Everything that is or will be due: wrong ideas that were met first, then what is due for the longest time. */
export const schedule = (course: Course, progress: Progress): readonly Due[] =>
  Object.keys(course.ideas)
    .flatMap((idea) => dueOf(course, progress, idea) ?? [])
    .toSorted(
      (a, b) =>
        urgency.indexOf(a.reason) - urgency.indexOf(b.reason) ||
        a.due.localeCompare(b.due) ||
        a.idea.localeCompare(b.idea),
    );

export const isDue = ({ due }: Due, now: Date): boolean => Date.parse(due) <= now.getTime();

/** What somebody says, to be judged. */
export const statement = (
  idea: string,
  { wrong, right, fact }: Misconception,
  isRight: boolean,
): QuizStep => ({
  kind: 'quiz',
  form: 'choose',
  ask: `Somebody says: "${isRight ? right : wrong}"`,
  choices: [
    { text: 'That is right.', right: isRight, because: fact, ...(isRight ? {} : { misconception: idea }) },
    { text: 'That is wrong.', right: !isRight, because: fact, ...(isRight ? { misconception: idea } : {}) },
  ],
});

/** A question of a lesson in which somebody can fall for this idea. Predictions are for looking, not for knowing. */
const fromLesson = (taughtIn: readonly Lesson[], idea: string): QuizStep | undefined => {
  const quizzes = taughtIn
    .flatMap(questionsOf)
    .flatMap(({ step }) => (step.kind === 'quiz' && step.form !== 'say' ? step : []));
  return quizzes.find((step) => ideasIn(step).includes(idea));
};

/** A number that is the same for the same text. */
export const sum = (text: string): number =>
  Array.from(text, (letter) => letter.codePointAt(0) ?? 0).reduce((total, code) => total + code, 0);

/** In other words each time: a wrong sentence, a right one, the lesson's own question. Which comes first differs. */
const inTurn = (course: Course, idea: string, reps: number): Pick<ReviewQuestion, 'isStatement' | 'step'> => {
  const words = course.ideas[idea] ?? { fact: '', wrong: '', right: '' };
  const turn = (sum(idea) + reps) % 3;
  const own = turn === 2 && reps > 0 ? fromLesson(teaching(course, idea), idea) : undefined;
  return own
    ? { isStatement: false, step: own }
    : { isStatement: true, step: statement(idea, words, turn === 1) };
};

/** What is asked now: at most so many that it stays a matter of minutes. */
const most = 10;

export const questionsFor = (course: Course, progress: Progress, now: Date): readonly ReviewQuestion[] =>
  schedule(course, progress)
    .filter((one) => isDue(one, now))
    .slice(0, most)
    .map(({ idea, reason }) => ({
      idea,
      reason,
      lesson: teaching(course, idea)[0]?.id ?? '',
      ...inTurn(course, idea, progress.review?.[idea]?.reps ?? 0),
    }));

/** Progress after an answer; a wrong one counts as another time that the ideas behind it were met. */
export const reviewed = (
  progress: Progress,
  idea: string,
  { right, missed: ideas }: Mark,
  now: Date,
): Progress => {
  const counted = ideas.reduce((before, one) => missed(before, one, now.toISOString()), progress);
  return {
    ...counted,
    review: { ...progress.review, [idea]: answered(progress.review?.[idea], right, now) },
  };
};
