import { questionsOf, readAnswers, wholeLesson, withAnswers, type Answers } from '../../tutor/answers.ts';
import { harmless } from '../../model/harmless.ts';
import { withCommand, wrapped } from '../../model/lines.ts';
import { nearIds } from '../../model/near.ts';
import { goOnWith, inOrder, meantIds } from '../../tutor/lessons.ts';
import { listJson, listText } from '../../tutor/lesson-list.ts';
import { look } from '../../tutor/look.ts';
import type { WithLooks } from '../../tutor/looks.ts';
import { offers, type Picked } from '../../tutor/offers.ts';
import { pageText, titleText } from '../../tutor/page.ts';
import type { ProgressStore } from '../../tutor/progress.ts';
import { renderProse, speakable } from '../../tutor/prose.ts';
import { atPlace, lessonDone, lessonEnded, missed, placeIn, stateOf } from '../../tutor/record.ts';
import { resume } from '../../tutor/resume.ts';
import { missedNow, move, stepOf, type Session } from '../../tutor/session.ts';
import { typedFor, type Typed } from '../../tutor/typed.ts';
import type { Lesson, Recordings, Seen } from '../../tutor/types.ts';
import { PromptClosed, type Terminal } from '../terminal.ts';

export interface LearnOptions {
  readonly lesson?: string;
  readonly list?: boolean;
  /** From top to bottom, without prompts. */
  readonly plain?: boolean;
  /** One answer for each question; `-` leaves one out. Needs `lesson`. */
  readonly answer?: readonly string[];
  readonly format?: 'text' | 'json';
}

export interface LearnWorld {
  readonly lessons: readonly Lesson[];
  readonly progress: ProgressStore;
  readonly withLooks: WithLooks;
  /** What looks saw on a healthy lab. */
  readonly recordings: () => Promise<Recordings>;
  now(): Date;
}

/** A lesson in a terminal, and everything that a turn of it needs. */
interface Reading {
  readonly terminal: Terminal;
  readonly lesson: Lesson;
  readonly lessons: readonly Lesson[];
  readonly world: LearnWorld;
}

const inLines = ({ screen }: Terminal, text: string): string => wrapped(text, screen.columns).join('\n');

const looksFor = async ({ lesson, world }: Reading, answers: Answers): Promise<ReadonlyMap<number, Seen>> => {
  const seen = new Map<number, Seen>();
  for (const { at, step } of questionsOf(lesson))
    if (step.kind === 'predict' && answers.has(at))
      seen.set(at, await look(world.withLooks, step.look, world.recordings));
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

const farewell = ({ terminal, lesson, world }: Reading): void =>
  terminal.out(
    world.progress.saved
      ? withCommand('Saved. Continue with:', 'infra-tutor learn', terminal.screen.columns)
      : withCommand(
          'Not saved. Start again with:',
          `infra-tutor learn ${lesson.id}`,
          terminal.screen.columns,
        ),
  );

/** The place, and with a wrong answer the idea behind it, in one write. */
const save = async ({ lesson, world }: Reading, session: Session, answered: boolean): Promise<void> => {
  const at = world.now().toISOString();
  const wrong = answered ? missedNow(lesson, session) : [];
  await world.progress.update((before) =>
    wrong.reduce((progress, idea) => missed(progress, idea, at), atPlace(before, session, at)),
  );
};

const finish = async ({ terminal, lesson, lessons, world }: Reading, session: Session): Promise<number> => {
  const { columns } = terminal.screen;
  const open = questionsOf(lesson).filter(({ at }) => session.answers[at] === undefined);
  const [first] = open;
  const at = world.now().toISOString();
  const progress = await world.progress.update((before) =>
    first
      ? lessonEnded(before, { ...session, at: first.at, phase: 'ask' }, at)
      : lessonDone(before, lesson.id, at),
  );
  terminal.out(`\n${pageText(lesson, session, terminal.screen)}\n`);
  if (first) {
    const how = `The end. Questions still open: ${open.length}. Answer ${open.length === 1 ? 'it' : 'them'}:`;
    terminal.out(withCommand(how, `infra-tutor learn ${lesson.id}`, columns));
  }
  const next = goOnWith(lessons, progress);
  const done = first ? '' : 'Done.';
  if (next && next !== lesson)
    terminal.out(withCommand(`${done} The next lesson:`.trim(), `infra-tutor learn ${next.id}`, columns));
  else if (done) terminal.out(done);
  return 0;
};

const typedAnswer = async ({ ask }: Terminal, { message, meaning, wrong }: Typed): Promise<Picked> => {
  const typed = await ask.text(message, (text) => (meaning(text) ? undefined : wrong));
  return meaning(typed) ?? { to: 'quit' };
};

const pickedAnswer = async ({ terminal, lesson }: Reading, session: Session): Promise<Picked> => {
  const offered = offers(lesson, session, terminal.screen);
  const picked = await terminal.ask.select(session.phase === 'ask' ? 'Your answer?' : 'What now?', offered);
  const said = picked.to === 'answer' && offered.find(({ value }) => value === picked)?.name;
  if (said) terminal.out(wrapped(said, terminal.screen.columns, '> ', '     ').join('\n'));
  return picked;
};

type Turned = Session | 'list' | 'quit';

/** One page and one move. */
const turn = async (reading: Reading, session: Session): Promise<Turned> => {
  const { terminal, lesson, world } = reading;
  const step = stepOf(lesson, session);
  if (session.phase === 'look' && step?.kind === 'predict') {
    terminal.out(inLines(terminal, terminal.screen.ink.faint('Looking at the lab ...')));
    const seen = await look(world.withLooks, step.look, world.recordings);
    return move(lesson, session, { to: 'seen', seen });
  }
  terminal.out(`\n${pageText(lesson, session, terminal.screen)}\n`);
  const typed = typedFor(lesson, session);
  const picked = await (typed ? typedAnswer(terminal, typed) : pickedAnswer(reading, session));
  return picked.to === 'quit' || picked.to === 'list' ? picked.to : move(lesson, session, picked);
};

/** Another lesson in place of this one, or back to it. */
const otherLesson = async ({ terminal, lesson, lessons, world }: Reading): Promise<Lesson | undefined> => {
  const progress = await world.progress.read();
  const entries = lessons.map((one) => ({
    name: `${stateOf(progress.lessons, one.id)}: ${one.id}, ${speakable(one.title, terminal.screen)}`,
    value: one,
  }));
  const picked = await terminal.ask.select('Which lesson?', [
    { name: `Back to ${lesson.id}`, value: lesson },
    ...entries.filter(({ value }) => value !== lesson),
  ]);
  return picked === lesson ? undefined : picked;
};

const walkFrom = async (reading: Reading, start: Session): Promise<number> => {
  let session = start;
  await save(reading, session, false);
  while (session.phase !== 'done') {
    const moved = await turn(reading, session);
    if (moved === 'quit') return (farewell(reading), 0);
    if (moved === 'list') {
      const other = await otherLesson(reading);
      if (other) return walk({ ...reading, lesson: other });
      continue;
    }
    if (moved.phase !== 'done')
      await save(reading, moved, session.chosen === undefined && moved.chosen !== undefined);
    session = moved;
  }
  return finish(reading, session);
};

/** Leads through a lesson with prompts, from where it was left. Every move is saved before the next page is shown. */
const walk = async (reading: Reading): Promise<number> => {
  const { terminal, lesson, world } = reading;
  const session = resume(lesson, placeIn(await world.progress.read(), lesson.id));
  terminal.out(titleText(lesson, terminal.screen));
  if (session.at > 0)
    terminal.out(inLines(terminal, `Continuing at screen ${session.at + 1} of ${lesson.steps.length}.`));
  try {
    return await walkFrom(reading, session);
  } catch (error) {
    if (!(error instanceof PromptClosed)) throw error;
    // Not behind the ^C that a terminal may have shown.
    terminal.out('');
    farewell(reading);
    return 130;
  }
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
