import { harmless } from '../../model/harmless.ts';
import { withCommand } from '../../model/lines.ts';
import { nearIds } from '../../model/near.ts';
import { stepText } from '../../tutor/page.ts';
import { pretestFor, topicKnown, topicsOf, type PretestQuestion } from '../../tutor/pretest.ts';
import type { ProgressStore } from '../../tutor/progress.ts';
import { renderProse } from '../../tutor/prose.ts';
import { markOf } from '../../tutor/questions/forms.ts';
import { missed } from '../../tutor/record.ts';
import type { Course } from '../../tutor/review.ts';
import { statementFeedback } from '../../tutor/review-page.ts';
import { answersTo, askRound, readRound, type Answers, type Asked } from '../question-round.ts';
import type { Terminal } from '../terminal.ts';
import { inLines } from '../in-lines.ts';

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

const wrongUse = (terminal: Terminal, sentence: string): number => {
  terminal.err(inLines(terminal, sentence));
  return 2;
};

const unknown = (terminal: Terminal, typed: string, topics: readonly string[]): number => {
  const near = nearIds(typed, topics);
  const meant = near.length > 0 ? near : topics;
  return wrongUse(terminal, `There is no topic "${harmless(typed)}". There is ${meant.join(', ')}.`);
};

const headText = ({ topic, questions }: Testing, at: number, { screen }: Terminal): string =>
  screen.ink.faint(`${topic}, question ${at + 1} of ${questions.length}`);

const known = async ({ terminal, world, topic }: Testing): Promise<number> => {
  const at = world.now().toISOString();
  await world.progress.update((progress) => topicKnown(world.course, progress, topic, at));
  const sentence = `You know this. The lessons of ${topic} count as done, and what they teach is asked about again in review.`;
  terminal.out(inLines(terminal, sentence));
  terminal.out(withCommand('Go on with:', 'infra-tutor learn', terminal.screen.columns));
  return 0;
};

const advised = ({ terminal }: Testing, open: readonly string[]): number => {
  const lessons = [...new Set(open)];
  terminal.out(inLines(terminal, 'Some of it is new to you. These lessons are about it:'));
  for (const id of lessons) terminal.out(`  infra-tutor learn ${id}`);
  return 0;
};

const ended = (testing: Testing, answers: Answers): Promise<number> | number => {
  const open = testing.questions.filter(({ step }, at) => {
    const answer = answers[at];
    return answer === undefined || !markOf(step, answer).right;
  });
  return open.length === 0
    ? known(testing)
    : advised(
        testing,
        open.map(({ lesson }) => lesson),
      );
};

const roundOf = (testing: Testing): readonly Asked[] => {
  const { terminal, world, questions } = testing;
  const { screen } = terminal;
  return questions.map(({ step }, at) => ({
    step,
    text: (withChoices) => `${headText(testing, at, terminal)}\n\n${stepText(step, screen, withChoices)}`,
    feedback: (answer) => statementFeedback(step, answer, screen),
    // A wrong idea comes back in review, also when the lessons are read after all.
    keep: async (answer) => {
      const { right, missed: ideas } = markOf(step, answer);
      const now = world.now().toISOString();
      if (!right)
        await world.progress.update((progress) =>
          ideas.reduce((before, id) => missed(before, id, now), progress),
        );
    },
  }));
};

const withPrompts = async (testing: Testing): Promise<number> => {
  const { answers, how } = await askRound(testing.terminal, roundOf(testing));
  if (how === 'closed') return 130;
  return how === 'quit' ? 0 : ended(testing, answers);
};

const withoutPrompts = async (testing: Testing, answers: Answers): Promise<number> => {
  const { terminal, questions, topic } = testing;
  await readRound(terminal, roundOf(testing), answers);
  if (answers.length > 0) return ended(testing, answers);
  const letters = questions.map(() => 'ANSWER').join(',');
  const how = `Answer with:\n\n    infra-tutor learn --test ${topic} --answer ${letters}`;
  terminal.out(renderProse(how, terminal.screen));
  return 0;
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
  const answers = answersTo(roundOf(testing), answer ?? []);
  if (typeof answers === 'string') return wrongUse(terminal, answers);
  return !terminal.interactive || plain || answer ? withoutPrompts(testing, answers) : withPrompts(testing);
};
