import { withCommand } from '../../model/lines.ts';
import { renderProse } from '../../tutor/prose.ts';
import type { ProgressStore } from '../../tutor/progress.ts';
import { reviewFeedback, reviewJson, reviewText } from '../../tutor/review-page.ts';
import {
  isDue,
  questionsFor,
  reviewed,
  schedule,
  type Course,
  type ReviewQuestion,
} from '../../tutor/review.ts';
import { markOf } from '../../tutor/questions/forms.ts';
import { answersTo, askRound, readRound, type Answers, type Asked } from '../question-round.ts';
import type { Terminal } from '../terminal.ts';
import { inLines } from '../in-lines.ts';

export interface ReviewOptions {
  /** All questions as one text, without prompts. */
  readonly plain?: boolean;
  /** One answer for each question; `-` leaves one out. */
  readonly answer?: readonly string[];
  readonly format?: 'text' | 'json';
}

export interface ReviewWorld {
  readonly course: Course;
  readonly progress: ProgressStore;
  now(): Date;
}

interface Reviewing {
  readonly terminal: Terminal;
  readonly world: ReviewWorld;
  readonly questions: readonly ReviewQuestion[];
}

/** When something is due next, ISO 8601. */
const nextDue = async (world: ReviewWorld): Promise<string | undefined> =>
  schedule(world.course, await world.progress.read())
    .filter((one) => !isDue(one, world.now()))
    .map(({ due }) => due)
    .toSorted()[0];

const farewell = async ({ terminal, world }: Reviewing): Promise<void> => {
  const { columns } = terminal.screen;
  const left = questionsFor(world.course, await world.progress.read(), world.now()).length;
  if (left > 0) return terminal.out(withCommand('There is more:', 'infra-tutor review', columns));
  const next = await nextDue(world);
  if (next !== undefined) terminal.out(`Next on ${next.slice(0, 10)}.`);
  terminal.out(withCommand('Go on with:', 'infra-tutor learn', columns));
};

const roundOf = ({ terminal: { screen }, world, questions }: Reviewing): readonly Asked[] =>
  questions.map((question, at) => ({
    step: question.step,
    text: (withChoices) => reviewText(question, at, questions.length, screen, withChoices),
    feedback: (answer) => reviewFeedback(question, answer, screen),
    keep: async (answer) => {
      const mark = markOf(question.step, answer);
      await world.progress.update((progress) => reviewed(progress, question.idea, mark, world.now()));
    },
  }));

const withPrompts = async (reviewing: Reviewing): Promise<number> => {
  const { how } = await askRound(reviewing.terminal, roundOf(reviewing));
  if (how === 'closed') return 130;
  await farewell(reviewing);
  return 0;
};

const withoutPrompts = async (reviewing: Reviewing, answers: Answers): Promise<number> => {
  const { terminal, questions } = reviewing;
  await readRound(terminal, roundOf(reviewing), answers);
  if (answers.length > 0) return (await farewell(reviewing), 0);
  const letters = questions.map(() => 'ANSWER').join(',');
  const how = `Answer with:\n\n    infra-tutor review --plain --answer ${letters}`;
  terminal.out(renderProse(how, terminal.screen));
  return 0;
};

const nothingDue = async ({ terminal, world }: Reviewing): Promise<number> => {
  const next = await nextDue(world);
  terminal.out(
    inLines(
      terminal,
      next === undefined
        ? 'There is nothing to review yet. What you learn is asked about again from the day after.'
        : `Nothing is due. The next question comes on ${next.slice(0, 10)}.`,
    ),
  );
  terminal.out(withCommand('Go on with:', 'infra-tutor learn', terminal.screen.columns));
  return 0;
};

/** Asks what is due again, in other words than before. Resolves with the exit code. */
export const review = async (
  terminal: Terminal,
  { plain, answer, format }: ReviewOptions,
  world: ReviewWorld,
): Promise<number> => {
  const questions = questionsFor(world.course, await world.progress.read(), world.now());
  const reviewing = { terminal, world, questions };
  if (format === 'json') return (terminal.document(reviewJson(questions, await nextDue(world))), 0);
  const answers = answersTo(roundOf(reviewing), answer ?? []);
  if (typeof answers === 'string') return (terminal.err(inLines(terminal, answers)), 2);
  if (questions.length === 0) return nothingDue(reviewing);
  return !terminal.interactive || plain || answer
    ? withoutPrompts(reviewing, answers)
    : withPrompts(reviewing);
};
