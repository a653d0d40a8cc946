import { harmless } from '../../model/harmless.ts';
import { withCommand, wrapped } from '../../model/lines.ts';
import { nearIds } from '../../model/near.ts';
import { stepText } from '../../tutor/page.ts';
import { pretestFor, topicKnown, topicsOf, type PretestQuestion } from '../../tutor/pretest.ts';
import type { ProgressStore } from '../../tutor/progress.ts';
import { renderProse } from '../../tutor/prose.ts';
import { markOf } from '../../tutor/questions/forms.ts';
import { readGiven, takes } from '../../tutor/questions/given.ts';
import { missed } from '../../tutor/record.ts';
import type { Course } from '../../tutor/review.ts';
import { statementFeedback } from '../../tutor/review-page.ts';
import { pickAnswer } from '../pick-answer.ts';
import { PromptClosed, type Terminal } from '../terminal.ts';

export interface PretestOptions {
  readonly topic: string;
  /** All questions as one text, without prompts. */
  readonly plain?: boolean;
  /** One letter for each question. */
  readonly answer?: readonly string[];
}

interface PretestWorld {
  readonly course: Course;
  readonly progress: ProgressStore;
  now(): Date;
}

interface Testing {
  readonly terminal: Terminal;
  readonly world: PretestWorld;
  readonly topic: string;
  readonly questions: readonly PretestQuestion[];
}

const wrongUse = ({ err, screen }: Terminal, sentence: string): number => {
  err(wrapped(sentence, screen.columns).join('\n'));
  return 2;
};

const unknown = (terminal: Terminal, typed: string, topics: readonly string[]): number => {
  const near = nearIds(typed, topics);
  const meant = near.length > 0 ? near : topics;
  return wrongUse(terminal, `There is no topic "${harmless(typed)}". There is ${meant.join(', ')}.`);
};

const headText = ({ topic, questions }: Testing, at: number, { screen }: Terminal): string =>
  screen.ink.faint(`${topic}, question ${at + 1} of ${questions.length}`);

/** A wrong idea comes back in review, also when the lessons are read after all. */
const keep = async ({ world }: Testing, { step }: PretestQuestion, answer: string): Promise<boolean> => {
  const { right, missed: ideas } = markOf(step, answer);
  const at = world.now().toISOString();
  if (!right)
    await world.progress.update((progress) => ideas.reduce((before, id) => missed(before, id, at), progress));
  return right;
};

const known = async ({ terminal, world, topic }: Testing): Promise<number> => {
  const at = world.now().toISOString();
  await world.progress.update((progress) => topicKnown(world.course, progress, topic, at));
  const sentence = `You know this. The lessons of ${topic} count as done, and what they teach is asked about again in review.`;
  terminal.out(wrapped(sentence, terminal.screen.columns).join('\n'));
  terminal.out(withCommand('Go on with:', 'infra-tutor learn', terminal.screen.columns));
  return 0;
};

const advised = ({ terminal }: Testing, open: readonly string[]): number => {
  const { columns } = terminal.screen;
  const lessons = [...new Set(open)];
  terminal.out(wrapped('Some of it is new to you. These lessons are about it:', columns).join('\n'));
  for (const id of lessons) terminal.out(`  infra-tutor learn ${id}`);
  return 0;
};

const ended = (testing: Testing, open: readonly string[]): Promise<number> | number =>
  open.length === 0 ? known(testing) : advised(testing, open);

const walk = async (testing: Testing): Promise<number> => {
  const { terminal, questions } = testing;
  const open: string[] = [];
  for (const [at, question] of questions.entries()) {
    terminal.out(`\n${headText(testing, at, terminal)}\n\n${stepText(question.step, terminal.screen)}\n`);
    const picked = await pickAnswer(terminal, question.step);
    if (picked.to === 'quit') return 0;
    const right = picked.to === 'answer' && (await keep(testing, question, picked.answer));
    if (!right) open.push(question.lesson);
    if (picked.to === 'answer')
      terminal.out(`\n${statementFeedback(question.step, picked.answer, terminal.screen)}\n`);
  }
  return ended(testing, open);
};

const withPrompts = async (testing: Testing): Promise<number> => {
  try {
    return await walk(testing);
  } catch (error) {
    if (!(error instanceof PromptClosed)) throw error;
    testing.terminal.out('');
    return 130;
  }
};

const readWhole = async (testing: Testing, answers: readonly (string | undefined)[]): Promise<number> => {
  const { terminal, questions, topic } = testing;
  const open: string[] = [];
  for (const [at, question] of questions.entries()) {
    const answer = answers[at];
    terminal.out(`${headText(testing, at, terminal)}\n\n${stepText(question.step, terminal.screen, true)}\n`);
    const right = answer !== undefined && (await keep(testing, question, answer));
    if (!right) open.push(question.lesson);
    if (answer !== undefined)
      terminal.out(
        `Your answer: ${answer}\n\n${statementFeedback(question.step, answer, terminal.screen)}\n`,
      );
  }
  if (answers.length > 0) return ended(testing, open);
  const letters = questions.map(() => 'ANSWER').join(',');
  const how = `Answer with:\n\n    infra-tutor learn --test ${topic} --answer ${letters}`;
  terminal.out(renderProse(how, terminal.screen));
  return 0;
};

/** The answers as they are kept; a string is what is wrong with what was given. */
const answersIn = (
  questions: readonly PretestQuestion[],
  given: readonly string[],
): readonly (string | undefined)[] | string => {
  if (given.length > questions.length)
    return `There are ${questions.length} questions, and ${given.length} answers.`;
  const steps = questions.map(({ step }) => step);
  const read = readGiven(steps, given);
  return 'wrong' in read
    ? `Question ${read.wrong + 1} ${takes(steps[read.wrong], harmless(given[read.wrong] ?? ''))}`
    : read.answers;
};

/** A few questions about a topic; who answers them all may leave its lessons out. Resolves with the exit code. */
export const pretest = async (
  terminal: Terminal,
  { topic: typed, plain, answer }: PretestOptions,
  world: PretestWorld,
): Promise<number> => {
  const topic = typed.toLowerCase();
  const topics = topicsOf(world.course);
  if (!topics.includes(topic)) return unknown(terminal, typed, topics);
  const testing = { terminal, world, topic, questions: pretestFor(world.course, topic) };
  const answers = answersIn(testing.questions, answer ?? []);
  if (typeof answers === 'string') return wrongUse(terminal, answers);
  return !terminal.interactive || plain || answer ? readWhole(testing, answers) : withPrompts(testing);
};
