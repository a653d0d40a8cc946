import { harmlessJson } from '../model/harmless.ts';
import { wrapped } from '../model/lines.ts';
import type { Screen } from '../model/screen.ts';
import { topicsOf } from './pretest.ts';
import { challengesDone, stateOf, type Progress } from './record.ts';
import { isDue, schedule, type Course } from './review.ts';

interface TopicState {
  readonly topic: string;
  readonly lessons: number;
  readonly done: number;
  /** Ideas of its lessons that are asked about again, and how many of them now. */
  readonly ideas: number;
  readonly due: number;
}

/** The wrong idea, how often it was met, and the fact. */
interface Wrong {
  readonly id: string;
  readonly missed: number;
  readonly fact: string;
}

interface Overview {
  readonly topics: readonly TopicState[];
  readonly due: number;
  readonly next: string | undefined;
  readonly wrong: readonly Wrong[];
  readonly exercises: number;
  readonly challenges: number;
}

const topicState = (course: Course, progress: Progress, now: Date, topic: string): TopicState => {
  const lessons = course.lessons.filter((lesson) => lesson.topic === topic);
  const own = new Set(lessons.flatMap(({ teaches }) => teaches));
  const planned = schedule(course, progress).filter(({ idea }) => own.has(idea));
  return {
    topic,
    lessons: lessons.length,
    done: lessons.filter(({ id }) => stateOf(progress.lessons, id) === 'done').length,
    ideas: planned.length,
    due: planned.filter((one) => isDue(one, now)).length,
  };
};

/** A wrong idea was met, and no right answer about it has come since. */
const wrongIn = ({ ideas }: Course, { misconceptions, review = {} }: Progress): readonly Wrong[] =>
  Object.entries(misconceptions)
    .filter(([id, { at }]) => (review[id]?.last_review ?? '') <= at)
    .toSorted(([, a], [, b]) => b.missed - a.missed)
    .flatMap(([id, { missed }]) => (ideas[id] ? [{ id, missed, fact: ideas[id].fact }] : []));

export const overviewOf = (course: Course, progress: Progress, now: Date): Overview => {
  const planned = schedule(course, progress);
  return {
    topics: topicsOf(course).map((topic) => topicState(course, progress, now, topic)),
    due: planned.filter((one) => isDue(one, now)).length,
    next: planned
      .filter((one) => !isDue(one, now))
      .map(({ due }) => due)
      .toSorted()[0],
    wrong: wrongIn(course, progress),
    exercises: Object.values(progress.exercises).filter(({ state }) => state === 'done').length,
    challenges: challengesDone(progress).length,
  };
};

const mostWrong = 5;

const topicLine = ({ topic, lessons, done, due }: TopicState): string =>
  `${topic.padEnd(8)} ${done} of ${lessons} ${lessons === 1 ? 'lesson' : 'lessons'}${due > 0 ? `, ${due} to review` : ''}`;

const wrongLines = (wrong: readonly Wrong[], { columns }: Screen): string[] =>
  wrong.length === 0
    ? []
    : [
        '',
        ...wrapped('To get right, the most frequent first:', columns),
        ...wrong.slice(0, mostWrong).flatMap(({ fact }) => wrapped(fact, columns, '  - ')),
      ];

/** What is learned and what is due, topic by topic. */
export const progressText = (
  { topics, due, next, wrong, exercises, challenges }: Overview,
  screen: Screen,
): string =>
  [
    ...topics.flatMap((topic) => wrapped(topicLine(topic), screen.columns, '  ')),
    '',
    ...wrapped(
      `Exercises passed: ${exercises}. Faults of the lab found and mended: ${challenges}.`,
      screen.columns,
    ),
    ...wrongLines(wrong, screen),
    '',
    ...wrapped(
      due > 0
        ? `To review now: ${due}.`
        : next === undefined
          ? 'Nothing to review yet.'
          : `Nothing to review before ${next.slice(0, 10)}.`,
      screen.columns,
    ),
  ].join('\n');

const schema = 1;

export const progressJson = (overview: Overview): string =>
  `${harmlessJson({ schema, ...overview, next: overview.next ?? null })}\n`;
