import { harmless } from '../../model/harmless.ts';
import { withCommand } from '../../model/lines.ts';
import { nearIds } from '../../model/near.ts';
import { questionsOf, readAnswers, wholeLesson, withAnswers, type Answers } from '../../tutor/answers.ts';
import { listJson, listText } from '../../tutor/lesson-list.ts';
import { goOnWith, inOrder, meantIds } from '../../tutor/lessons.ts';
import { renderProse } from '../../tutor/prose.ts';
import type { Lesson, Seen } from '../../tutor/types.ts';
import { lookOn } from '../lesson-look.ts';
import { inLines } from '../in-lines.ts';
import { walk, type LearnWorld, type Reading } from '../lesson-walk.ts';
import type { Terminal } from '../terminal.ts';

export interface LearnOptions {
  readonly lesson?: string;
  readonly list?: boolean;
  /** From top to bottom, without prompts. */
  readonly plain?: boolean;
  /** One answer for each question; `-` leaves one out. Needs `lesson`. */
  readonly answer?: readonly string[];
  readonly format?: 'text' | 'json';
}

const looksFor = async (
  { terminal, lesson, world }: Reading,
  answers: Answers,
): Promise<ReadonlyMap<number, Seen>> => {
  const seen = new Map<number, Seen>();
  for (const { at, step } of questionsOf(lesson))
    if (step.kind === 'predict' && answers.has(at)) seen.set(at, await lookOn(terminal, world, step.look));
  return seen;
};

/** Without prompts: the lesson as one text, and how to answer it. */
const readWhole = async (reading: Reading, answers: Answers): Promise<number> => {
  const { terminal, lesson, world } = reading;
  terminal.out(wholeLesson(lesson, answers, await looksFor(reading, answers), terminal.screen));
  const at = world.now().toISOString();
  if (answers.size > 0) await world.progress.update((progress) => withAnswers(progress, lesson, answers, at));
  const open = questionsOf(lesson).map((question) => (answers.has(question.at) ? '-' : 'ANSWER'));
  const how = `Answer with:\n\n    infra-tutor learn ${lesson.id} --plain --answer ${open.join(',')}`;
  if (open.includes('ANSWER')) terminal.out(`\n${renderProse(how, terminal.screen)}`);
  return 0;
};

const wrongUse = (terminal: Terminal, sentence: string, command?: string): number => {
  terminal.err(
    command === undefined
      ? inLines(terminal, sentence)
      : withCommand(sentence, command, terminal.screen.columns),
  );
  return 2;
};

const unknown = (terminal: Terminal, typed: string, ids: readonly string[]): number => {
  const meant = meantIds(typed, ids);
  if (meant.length > 1)
    return wrongUse(terminal, `"${harmless(typed)}" can mean ${meant.join(' or ')}. Which one?`);
  const near = nearIds(typed, ids);
  const none = `There is no lesson "${harmless(typed)}".`;
  return near.length > 0
    ? wrongUse(terminal, `${none} Did you mean ${near.join(' or ')}?`)
    : wrongUse(terminal, `${none} All of them:`, 'infra-tutor learn --list');
};

const list = async (
  terminal: Terminal,
  lessons: readonly Lesson[],
  { format }: LearnOptions,
  world: LearnWorld,
): Promise<number> => {
  const progress = await world.progress.read();
  if (format === 'json') terminal.document(listJson(lessons, progress));
  else {
    const how = withCommand('Read one with:', 'infra-tutor learn LESSON', terminal.screen.columns);
    terminal.out(`${listText(lessons, progress, terminal.screen)}\n\n${how}`);
  }
  return 0;
};

const lessonFor = async (
  lessons: readonly Lesson[],
  typed: string | undefined,
  world: LearnWorld,
): Promise<Lesson | undefined> => {
  if (typed === undefined) return goOnWith(lessons, await world.progress.read());
  const [id, ...others] = meantIds(
    typed,
    lessons.map((lesson) => lesson.id),
  );
  return others.length === 0 ? lessons.find((lesson) => lesson.id === id) : undefined;
};

/** Teaches one lesson, or lists them all. Resolves with the exit code. */
export const learn = async (
  terminal: Terminal,
  options: LearnOptions,
  world: LearnWorld,
): Promise<number> => {
  const lessons = inOrder(world.lessons);
  if (options.list) return list(terminal, lessons, options, world);
  if (options.format === 'json') return wrongUse(terminal, '--format json goes with --list.');
  if (options.answer && options.lesson === undefined)
    return wrongUse(
      terminal,
      'Say which lesson the answers are for:',
      'infra-tutor learn LESSON --answer a,b',
    );
  const lesson = await lessonFor(lessons, options.lesson, world);
  if (!lesson && options.lesson !== undefined)
    return unknown(
      terminal,
      options.lesson,
      lessons.map(({ id }) => id),
    );
  if (!lesson) {
    const all = 'You have done every lesson. Read one again with:';
    terminal.out(withCommand(all, 'infra-tutor learn LESSON', terminal.screen.columns));
    return 0;
  }
  const answers = readAnswers(lesson, options.answer ?? []);
  if (typeof answers === 'string') return wrongUse(terminal, answers);
  const reading = { terminal, lesson, lessons, world };
  return !terminal.interactive || options.plain || options.answer
    ? readWhole(reading, answers)
    : walk(reading);
};
