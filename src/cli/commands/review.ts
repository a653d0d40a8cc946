import { withCommand, wrapped } from '../../model/lines.ts';
import { letter } from '../../tutor/page.ts';
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
import { bareLine } from '../../tutor/prose.ts';
import { PromptClosed, type Terminal } from '../terminal.ts';

export interface ReviewOptions {
  /** All questions as one text, without prompts. */
  readonly plain?: boolean;
  /** One letter for each question; `-` leaves one out. */
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

const keep = async ({ world }: Reviewing, { idea, step }: ReviewQuestion, chosen: number): Promise<void> => {
  const choice = step.choices[chosen];
  if (choice) await world.progress.update((progress) => reviewed(progress, idea, choice, world.now()));
};

type Picked = number | 'skip' | 'quit';

const pick = ({ terminal }: Reviewing, { step }: ReviewQuestion): Promise<Picked> => {
  const answers = step.choices.map(({ text }, at) => ({
    name: `${letter(at)}) ${bareLine(text, terminal.screen)}`,
    value: at as Picked,
  }));
  return terminal.ask.select<Picked>('Your answer?', [
    ...answers,
    { name: 'Skip this question', value: 'skip' },
    { name: 'Quit', value: 'quit' },
  ]);
};

/** Every answer is kept before the next question is shown. */
const walk = async (reviewing: Reviewing): Promise<number> => {
  const { terminal, questions } = reviewing;
  for (const [at, question] of questions.entries()) {
    terminal.out(`\n${reviewText(question, at, questions.length, terminal.screen)}\n`);
    const picked = await pick(reviewing, question);
    if (picked === 'quit') break;
    if (picked === 'skip') continue;
    terminal.out(
      `> ${letter(picked)}) ${bareLine(question.step.choices[picked]?.text ?? '', terminal.screen)}`,
    );
    await keep(reviewing, question, picked);
    terminal.out(`\n${reviewFeedback(question, picked, terminal.screen)}\n`);
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

/** Question → choice; a string is what is wrong with what was given. */
const readLetters = (
  questions: readonly ReviewQuestion[],
  given: readonly string[],
): readonly (number | undefined)[] | string => {
  if (given.length > questions.length)
    return `There are ${questions.length} questions now, and ${given.length} answers.`;
  const chosen = given.map((word, at) => {
    const letters = questions[at]?.step.choices.map((_, choice) => letter(choice)) ?? [];
    return word === '-' ? undefined : letters.indexOf(word.trim().toLowerCase());
  });
  const wrong = chosen.findIndex((choice) => choice === -1);
  return wrong < 0
    ? chosen
    : `Question ${wrong + 1} takes ${questions[wrong]?.step.choices.map((_, at) => letter(at)).join(', ') ?? ''}, or - to leave it out; not "${given[wrong] ?? ''}".`;
};

/** Without prompts: all questions as one text, each with what there is to say when it was answered. */
const readWhole = async (reviewing: Reviewing, chosen: readonly (number | undefined)[]): Promise<number> => {
  const { terminal, questions } = reviewing;
  const { screen } = terminal;
  for (const [at, question] of questions.entries()) {
    const choice = chosen[at];
    terminal.out(`${reviewText(question, at, questions.length, screen, true)}\n`);
    if (choice === undefined) continue;
    await keep(reviewing, question, choice);
    terminal.out(`Your answer: ${letter(choice)}\n\n${reviewFeedback(question, choice, screen)}\n`);
  }
  if (chosen.length > 0) return (await farewell(reviewing), 0);
  const letters = questions.map(() => 'LETTER').join(',');
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
  const chosen = readLetters(questions, answer ?? []);
  if (typeof chosen === 'string') return (terminal.err(inLines(terminal, chosen)), 2);
  if (questions.length === 0) return nothingDue(reviewing);
  return !terminal.interactive || plain || answer ? readWhole(reviewing, chosen) : withPrompts(reviewing);
};
