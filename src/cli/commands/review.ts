import { withCommand, wrapped } from '../../model/lines.ts';
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
import { readGiven, takes } from '../../tutor/questions/given.ts';
import { PromptClosed, type Terminal } from '../terminal.ts';
import { pickAnswer } from '../pick-answer.ts';

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

const inLines = ({ screen }: Terminal, text: string): string => wrapped(text, screen.columns).join('\n');

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

const keep = async ({ world }: Reviewing, { idea, step }: ReviewQuestion, answer: string): Promise<void> => {
  const mark = markOf(step, answer);
  await world.progress.update((progress) => reviewed(progress, idea, mark, world.now()));
};

/** Every answer is kept before the next question is shown. */
const walk = async (reviewing: Reviewing): Promise<number> => {
  const { terminal, questions } = reviewing;
  for (const [at, question] of questions.entries()) {
    terminal.out(`\n${reviewText(question, at, questions.length, terminal.screen)}\n`);
    const picked = await pickAnswer(terminal, question.step);
    if (picked.to === 'quit') break;
    if (picked.to !== 'answer') continue;
    await keep(reviewing, question, picked.answer);
    terminal.out(`\n${reviewFeedback(question, picked.answer, terminal.screen)}\n`);
  }
  await farewell(reviewing);
  return 0;
};

const withPrompts = async (reviewing: Reviewing): Promise<number> => {
  try {
    return await walk(reviewing);
  } catch (error) {
    if (!(error instanceof PromptClosed)) throw error;
    // Not behind the ^C that a terminal may have shown.
    reviewing.terminal.out('');
    return 130;
  }
};

/** One answer for each question; a string is what is wrong with what was given. */
const answersIn = (
  questions: readonly ReviewQuestion[],
  given: readonly string[],
): readonly (string | undefined)[] | string => {
  if (given.length > questions.length)
    return `There are ${questions.length} questions now, and ${given.length} answers.`;
  const read = readGiven(
    questions.map(({ step }) => step),
    given,
  );
  return 'wrong' in read
    ? `Question ${read.wrong + 1} ${takes(questions[read.wrong]?.step, given[read.wrong])}`
    : read.answers;
};

/** Without prompts: all questions as one text, each with what there is to say when it was answered. */
const readWhole = async (reviewing: Reviewing, answers: readonly (string | undefined)[]): Promise<number> => {
  const { terminal, questions } = reviewing;
  const { screen } = terminal;
  for (const [at, question] of questions.entries()) {
    const answer = answers[at];
    terminal.out(`${reviewText(question, at, questions.length, screen, true)}\n`);
    if (answer === undefined) continue;
    await keep(reviewing, question, answer);
    terminal.out(`Your answer: ${answer}\n\n${reviewFeedback(question, answer, screen)}\n`);
  }
  if (answers.length > 0) return (await farewell(reviewing), 0);
  const letters = questions.map(() => 'ANSWER').join(',');
  terminal.out(renderProse(`Answer with:\n\n    infra-tutor review --plain --answer ${letters}`, screen));
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
  const answers = answersIn(questions, answer ?? []);
  if (typeof answers === 'string') return (terminal.err(inLines(terminal, answers)), 2);
  if (questions.length === 0) return nothingDue(reviewing);
  return !terminal.interactive || plain || answer ? readWhole(reviewing, answers) : withPrompts(reviewing);
};
