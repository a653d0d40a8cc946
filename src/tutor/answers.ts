import type { Screen } from '../model/screen.ts';
import { feedbackText, placeText, stepText, titleText } from './page.ts';
import { renderProse } from './prose.ts';
import { markOf } from './questions/forms.ts';
import { readGiven, takes } from './questions/given.ts';
import { atPlace, lessonDone, missed, placeIn, type Progress } from './record.ts';
import { resume } from './resume.ts';
import { isQuestion } from './session.ts';
import type { Lesson, PredictStep, QuizStep, Seen } from './types.ts';

/** A question of a lesson and where it stands. */
export interface Question {
  readonly at: number;
  readonly step: PredictStep | QuizStep;
}

export const questionsOf = (lesson: Lesson): readonly Question[] =>
  lesson.steps.flatMap((step, at) => (isQuestion(step) ? [{ at, step }] : []));

/** Step → answer; a question that was left out (`-`) is not in it. */
export type Answers = ReadonlyMap<number, string>;

/** Reads `a,-,cab,80`: one answer for each question, in order. A string is what is wrong with it. */
export const readAnswers = (lesson: Lesson, given: readonly string[]): Answers | string => {
  const questions = questionsOf(lesson);
  if (given.length > questions.length)
    return `${lesson.id} has ${questions.length} questions, and there are ${given.length} answers.`;
  const steps = questions.map(({ step }) => step);
  const read = readGiven(steps, given);
  if ('wrong' in read)
    return `Question ${read.wrong + 1} of ${lesson.id} ${takes(steps[read.wrong], given[read.wrong])}`;
  return new Map(
    questions.flatMap(({ at }, index) => {
      const answer = read.answers[index];
      return answer === undefined ? [] : [[at, answer] as const];
    }),
  );
};

/** The whole lesson from top to bottom; questions that were answered are followed by what there is to say. */
export const wholeLesson = (
  lesson: Lesson,
  answers: Answers,
  seen: ReadonlyMap<number, Seen>,
  screen: Screen,
): string => {
  const steps = lesson.steps.map((step, at) => {
    const text = `${placeText(lesson, at, screen)}\n\n${stepText(step, screen, true)}`;
    const answer = answers.get(at);
    if (!isQuestion(step) || answer === undefined) return text;
    return `${text}\n\nYour answer: ${answer}\n\n${feedbackText(step, answer, seen.get(at), screen)}`;
  });
  return [titleText(lesson, screen), ...steps, renderProse(`**Remember:** ${lesson.takeaway}`, screen)].join(
    '\n\n',
  );
};

const missedIn = (lesson: Lesson, answers: Answers): readonly string[] =>
  questionsOf(lesson).flatMap(({ at, step }) => {
    const answer = answers.get(at);
    return answer === undefined ? [] : markOf(step, answer).missed;
  });

/** Progress with these answers in it; the lesson is done once every question has one. */
export const withAnswers = (progress: Progress, lesson: Lesson, answers: Answers, at: string): Progress => {
  const session = resume(lesson, placeIn(progress, lesson.id));
  const all = { ...session.answers, ...Object.fromEntries(answers) };
  const counted = missedIn(lesson, answers).reduce((before, id) => missed(before, id, at), progress);
  return questionsOf(lesson).every((question) => all[question.at] !== undefined)
    ? lessonDone(counted, lesson.id, at)
    : atPlace(counted, { ...session, answers: all }, at);
};
