import { lessonDone, stateOf, type Progress } from './record.ts';
import { statement, sum, teaching, type Course } from './review.ts';
import type { Lesson, QuizStep } from './types.ts';

/** One sentence that somebody says, to be judged before the lessons are read. */
export interface PretestQuestion {
  readonly idea: string;
  /** The lesson that teaches it. */
  readonly lesson: string;
  readonly step: QuizStep;
}

/** Few enough to be quick, and many enough that guessing right every time is one in 64. */
const most = 6;

export const topicsOf = ({ lessons }: Pick<Course, 'lessons'>): readonly string[] => [
  ...new Set(lessons.map(({ topic }) => topic)),
];

const lessonsOf = ({ lessons }: Pick<Course, 'lessons'>, topic: string): readonly Lesson[] =>
  lessons.filter((lesson) => lesson.topic === topic);

/** The first idea of each lesson, then the second of each, and so on. */
const inTurns = (lists: readonly (readonly string[])[]): readonly string[] => {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
};

/** What shows whether the lessons of this topic can be left out. */
export const pretestFor = (course: Course, topic: string): readonly PretestQuestion[] => {
  const taughtFirst = (idea: string): string | undefined =>
    teaching(course, idea).find((one) => one.topic === topic)?.id;
  const lists = lessonsOf(course, topic).map(({ id, teaches }) =>
    teaches.filter((idea) => taughtFirst(idea) === id),
  );
  const asked = inTurns(lists).filter((idea) => idea in course.ideas);
  return asked.slice(0, most).flatMap((idea) => {
    const words = course.ideas[idea];
    const lesson = taughtFirst(idea);
    if (!words || lesson === undefined) return [];
    return { idea, lesson, step: statement(idea, words, sum(idea) % 2 === 0) };
  });
};

/** Nothing of this topic was begun yet. */
export const isUntouched = (course: Pick<Course, 'lessons'>, progress: Progress, topic: string): boolean =>
  lessonsOf(course, topic).every(({ id }) => stateOf(progress.lessons, id) === 'new');

/** Every lesson of the topic is done; what they teach is asked about again in review. */
export const topicKnown = (course: Course, progress: Progress, topic: string, at: string): Progress =>
  lessonsOf(course, topic).reduce((before, { id }) => lessonDone(before, id, at), progress);
