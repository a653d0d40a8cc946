import { questionsOf, readAnswers, wholeLesson, withAnswers, type Answers } from '../../tutor/answers.ts';
import { nearIds } from '../../model/near.ts';
import { goOnWith, inOrder, meantId } from '../../tutor/lessons.ts';
import { listJson, listText } from '../../tutor/lesson-list.ts';
import { look } from '../../tutor/look.ts';
import type { WithLooks } from '../../tutor/looks.ts';
import { offers } from '../../tutor/offers.ts';
import { pageText, titleText } from '../../tutor/page.ts';
import type { ProgressStore } from '../../tutor/progress.ts';
import { renderProse } from '../../tutor/prose.ts';
import { atPlace, lessonDone, lessonEnded, missed } from '../../tutor/record.ts';
import { missedNow, move, resume, stepOf, type Session } from '../../tutor/session.ts';
import type { Lesson, Seen } from '../../tutor/types.ts';
import { PromptClosed, type Terminal } from '../terminal.ts';

export interface LearnOptions {
  readonly lesson?: string;
  readonly list?: boolean;
  /** From top to bottom, without prompts. */
  readonly plain?: boolean;
  /** One letter for each question; `-` leaves one out. Needs `lesson`. */
  readonly answer?: readonly string[];
  readonly format?: 'text' | 'json';
}

export interface LearnWorld {
  readonly lessons: readonly Lesson[];
  readonly progress: ProgressStore;
  readonly withLooks: WithLooks;
  now(): Date;
}

/** A lesson in a terminal, and everything that a turn of it needs. */
interface Reading {
  readonly terminal: Terminal;
  readonly lesson: Lesson;
  readonly lessons: readonly Lesson[];
  readonly world: LearnWorld;
}

const looksFor = async ({ lesson, world }: Reading, answers: Answers): Promise<ReadonlyMap<number, Seen>> => {
  const seen = new Map<number, Seen>();
  for (const { at, step } of questionsOf(lesson))
    if (step.kind === 'predict' && answers.has(at)) seen.set(at, await look(world.withLooks, step.look));
  return seen;
};

/** Without prompts: the lesson as one text, and how to answer it. */
const readWhole = async (reading: Reading, answers: Answers): Promise<number> => {
  const { terminal, lesson, world } = reading;
  terminal.out(wholeLesson(lesson, answers, await looksFor(reading, answers), terminal.screen));
  const at = world.now().toISOString();
  if (answers.size > 0) await world.progress.update((progress) => withAnswers(progress, lesson, answers, at));
  const open = questionsOf(lesson).map((question) => (answers.has(question.at) ? '-' : 'LETTER'));
  const how = `Answer with:\n\n    infra-tutor learn ${lesson.id} --plain --answer ${open.join(',')}`;
  if (open.includes('LETTER')) terminal.out(`\n${renderProse(how, terminal.screen)}`);
  return 0;
};

const farewell = ({ terminal, lesson, world }: Reading): void =>
  terminal.out(
    world.progress.saved
      ? 'Saved. Continue with: infra-tutor learn'
      : `Not saved. Start again with: infra-tutor learn ${lesson.id}`,
  );

/** The place, and with a wrong answer the idea behind it, in one write. */
const save = async ({ lesson, world }: Reading, session: Session, answered: boolean): Promise<void> => {
  const at = world.now().toISOString();
  const wrong = answered ? missedNow(lesson, session) : undefined;
  await world.progress.update((before) => {
    const progress = atPlace(before, session, at);
    return wrong === undefined ? progress : missed(progress, wrong, at);
  });
};

const finish = async ({ terminal, lesson, lessons, world }: Reading, session: Session): Promise<number> => {
  const open = questionsOf(lesson).filter(({ at }) => session.answers[at] === undefined).length;
  const end = open === 0 ? lessonDone : lessonEnded;
  const progress = await world.progress.update((before) => end(before, lesson.id, world.now().toISOString()));
  const next = goOnWith(lessons, progress);
  const left = open === 0 ? 'Done.' : `The end. Questions still open: ${open}.`;
  terminal.out(`\n${pageText(lesson, session, terminal.screen)}\n`);
  terminal.out(next && next !== lesson ? `${left} The next lesson: infra-tutor learn ${next.id}` : left);
  return 0;
};

/** One page and one move. None: the learner quits. */
const turn = async (reading: Reading, session: Session): Promise<Session | undefined> => {
  const { terminal, lesson, world } = reading;
  const step = stepOf(lesson, session);
  if (session.phase === 'look' && step?.kind === 'predict') {
    terminal.out(terminal.screen.ink.faint('Looking at the lab ...'));
    return move(lesson, session, { to: 'seen', seen: await look(world.withLooks, step.look) });
  }
  terminal.out(`\n${pageText(lesson, session, terminal.screen)}\n`);
  const question = session.phase === 'ask' ? 'Your answer?' : 'What now?';
  const picked = await terminal.ask.select(question, offers(lesson, session, terminal.screen));
  return picked.to === 'quit' ? undefined : move(lesson, session, picked);
};

const walkFrom = async (reading: Reading, start: Session): Promise<number> => {
  let session = start;
  await save(reading, session, false);
  while (session.phase !== 'done') {
    const moved = await turn(reading, session);
    if (!moved) return (farewell(reading), 0);
    if (moved.phase !== 'done')
      await save(reading, moved, session.phase === 'ask' && moved.chosen !== undefined);
    session = moved;
  }
  return finish(reading, session);
};

/** Leads through a lesson with prompts, from where it was left. Every move is saved before the next page is shown. */
const walk = async (reading: Reading): Promise<number> => {
  const { terminal, lesson, world } = reading;
  const session = resume(lesson, (await world.progress.read()).lessons[lesson.id]?.session);
  terminal.out(titleText(lesson, terminal.screen));
  if (session.at > 0) terminal.out(`Continuing at screen ${session.at + 1} of ${lesson.steps.length}.`);
  try {
    return await walkFrom(reading, session);
  } catch (error) {
    if (!(error instanceof PromptClosed)) throw error;
    farewell(reading);
    return 130;
  }
};

const wrongUse = (terminal: Terminal, sentence: string): number => {
  terminal.err(sentence);
  return 2;
};

const unknown = (terminal: Terminal, typed: string, ids: readonly string[]): number => {
  const near = nearIds(typed, ids);
  const hint =
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'infra-tutor learn --list shows all of them.';
  return wrongUse(terminal, `There is no lesson "${typed}". ${hint}`);
};

const list = async (
  terminal: Terminal,
  lessons: readonly Lesson[],
  { format }: LearnOptions,
  world: LearnWorld,
): Promise<number> => {
  const progress = await world.progress.read();
  if (format === 'json') terminal.document(listJson(lessons, progress));
  else
    terminal.out(
      `${listText(lessons, progress, terminal.screen)}\n\nRead one with: infra-tutor learn LESSON`,
    );
  return 0;
};

const lessonFor = async (
  lessons: readonly Lesson[],
  typed: string | undefined,
  world: LearnWorld,
): Promise<Lesson | undefined> => {
  if (typed === undefined) return goOnWith(lessons, await world.progress.read());
  const id = meantId(
    typed,
    lessons.map((lesson) => lesson.id),
  );
  return lessons.find((lesson) => lesson.id === id);
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
    return wrongUse(terminal, 'Say which lesson the answers are for: infra-tutor learn LESSON --answer a,b');
  const lesson = await lessonFor(lessons, options.lesson, world);
  if (!lesson && options.lesson !== undefined)
    return unknown(
      terminal,
      options.lesson,
      lessons.map(({ id }) => id),
    );
  if (!lesson) {
    terminal.out('You have done every lesson. Read one again with: infra-tutor learn LESSON');
    return 0;
  }
  const answers = readAnswers(lesson, options.answer ?? []);
  if (typeof answers === 'string') return wrongUse(terminal, answers);
  const reading = { terminal, lesson, lessons, world };
  return !terminal.interactive || options.plain || options.answer
    ? readWhole(reading, answers)
    : walk(reading);
};
