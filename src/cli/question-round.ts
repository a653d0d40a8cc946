import { harmless } from '../model/harmless.ts';
import { bareLine } from '../tutor/prose.ts';
import { markOf } from '../tutor/questions/forms.ts';
import { readGiven, takes } from '../tutor/questions/given.ts';
import type { QuizStep } from '../tutor/types.ts';
import { pickAnswerOr } from './pick-answer.ts';
import { PromptClosed, type Terminal } from './terminal.ts';

/** One of several questions that are asked one after the other, outside a lesson. */
export interface Asked {
  readonly step: QuizStep;
  /** As it is shown; with its choices where no prompt offers them. */
  readonly text: (withChoices: boolean) => string;
  /** What there is to say to an answer. */
  readonly feedback: (answer: string) => string;
  /** Called once, before anything else is asked. */
  readonly keep: (answer: string) => Promise<void>;
}

/** One for each question; absent where it was left out. */
export type Answers = readonly (string | undefined)[];

type Way = 'next' | 'back' | 'skip' | 'list' | 'quit';

const names: Readonly<Record<Way, string>> = {
  next: 'Next',
  back: 'Back',
  skip: 'Skip this question',
  list: 'List the questions',
  quit: 'Quit',
};

/** The ways that lead somewhere from here. */
const waysAt = (count: number, at: number, on: 'next' | 'skip'): readonly Way[] => [
  on,
  ...(at > 0 ? ['back' as const] : []),
  ...(count > 1 ? ['list' as const] : []),
  'quit',
];

const stateOf = (step: QuizStep, answer: string | undefined): string => {
  if (answer === undefined) return 'open';
  return markOf(step, answer).right ? 'right' : 'wrong';
};

/** Which question is asked next: another one, or this one again. */
const pickFrom = ({ ask, screen }: Terminal, questions: readonly Asked[], answers: Answers, at: number) =>
  ask.select('Which question?', [
    { name: `Back to question ${at + 1}`, value: at },
    ...questions
      .map(({ step }, index) => ({
        name: `${index + 1}, ${stateOf(step, answers[index])}: ${bareLine(step.ask, screen)}`,
        value: index,
      }))
      .filter(({ value }) => value !== at),
  ]);

/** How a round ended: through all of its questions, or before. */
interface Ended {
  readonly answers: Answers;
  readonly how: 'through' | 'quit' | 'closed';
}

/** What was said of it before, and a way on. */
const again = async (terminal: Terminal, { feedback }: Asked, answer: string, ways: readonly Way[]) => {
  terminal.out(`Your answer: ${answer}\n\n${feedback(answer)}\n`);
  return terminal.ask.select<Way>(
    'What now?',
    ways.map((to) => ({ name: names[to], value: to })),
  );
};

const walk = async (terminal: Terminal, questions: readonly Asked[]): Promise<Ended> => {
  const answers: (string | undefined)[] = questions.map(() => undefined);
  const turn = async (asked: Asked, at: number): Promise<Way> => {
    terminal.out(`\n${asked.text(false)}\n`);
    const before = answers[at];
    if (before !== undefined) return again(terminal, asked, before, waysAt(questions.length, at, 'next'));
    const picked = await pickAnswerOr(terminal, asked.step, waysAt(questions.length, at, 'skip'), names);
    if (!('answer' in picked)) return picked.to;
    answers[at] = picked.answer;
    await asked.keep(picked.answer);
    terminal.out(`\n${asked.feedback(picked.answer)}\n`);
    return 'next';
  };
  let at = 0;
  for (let asked = questions[0]; asked; asked = questions[at]) {
    const way = await turn(asked, at);
    if (way === 'quit') return { answers, how: 'quit' };
    if (way === 'list') at = await pickFrom(terminal, questions, answers, at);
    else at += way === 'back' ? -1 : 1;
  }
  return { answers, how: 'through' };
};

/** With prompts: back, skip, list and quit at each. Every answer is kept before the next question is shown. */
export const askRound = async (terminal: Terminal, questions: readonly Asked[]): Promise<Ended> => {
  try {
    return await walk(terminal, questions);
  } catch (error) {
    if (!(error instanceof PromptClosed)) throw error;
    // Not behind the ^C that a terminal may have shown.
    terminal.out('');
    return { answers: [], how: 'closed' };
  }
};

/** Without prompts: all questions as one text, each with what there is to say when it was answered. */
export const readRound = async (
  { out }: Terminal,
  questions: readonly Asked[],
  answers: Answers,
): Promise<void> => {
  for (const [at, { text, keep, feedback }] of questions.entries()) {
    const answer = answers[at];
    out(`${text(true)}\n`);
    if (answer === undefined) continue;
    await keep(answer);
    out(`Your answer: ${answer}\n\n${feedback(answer)}\n`);
  }
};

/** Answers of a command line as they are kept; a string is what is wrong with them. */
export const answersTo = (questions: readonly Asked[], given: readonly string[]): Answers | string => {
  if (given.length > questions.length)
    return `There are ${questions.length} questions, and ${given.length} answers.`;
  const steps = questions.map(({ step }) => step);
  const read = readGiven(steps, given);
  return 'wrong' in read
    ? `Question ${read.wrong + 1} ${takes(steps[read.wrong], harmless(given[read.wrong] ?? ''))}`
    : read.answers;
};
