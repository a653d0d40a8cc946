import { withCommand, wrapped } from '../model/lines.ts';
import { questionsOf } from '../tutor/answers.ts';
import { goOnWith } from '../tutor/lessons.ts';
import { drillIn, leaves, offers, type Leave, type Picked } from '../tutor/offers.ts';
import { pageText, titleText } from '../tutor/page.ts';
import { isUntouched } from '../tutor/pretest.ts';
import type { ProgressStore } from '../tutor/progress.ts';
import { speakable } from '../tutor/prose.ts';
import { atPlace, lessonDone, lessonEnded, missed, placeIn, stateOf } from '../tutor/record.ts';
import { resume } from '../tutor/resume.ts';
import { missedNow, move, stepOf, type Session } from '../tutor/session.ts';
import { typedFor, type Typed } from '../tutor/typed.ts';
import type { Lesson } from '../tutor/types.ts';
import { lookOn, type LookWorld } from './lesson-look.ts';
import { PromptClosed, type Terminal } from './terminal.ts';
import { inLines } from './in-lines.ts';

export interface LearnWorld extends LookWorld {
  readonly lessons: readonly Lesson[];
  readonly progress: ProgressStore;
  /** Asks a few questions about a topic that may be left out. Resolves with the exit code. */
  readonly test: (topic: string) => Promise<number>;
  /** Does a drill, with its prompts. */
  readonly drill: (id: string) => Promise<unknown>;
  now(): Date;
}

/** A lesson in a terminal, and everything that a turn of it needs. */
export interface Reading {
  readonly terminal: Terminal;
  readonly lesson: Lesson;
  readonly lessons: readonly Lesson[];
  readonly world: LearnWorld;
  /** Nothing of the lesson's topic was begun before. */
  readonly isNewTopic?: boolean;
}

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

const pickedAnswer = async ({ terminal, lesson, isNewTopic }: Reading, session: Session): Promise<Picked> => {
  const offered = offers(lesson, session, terminal.screen, isNewTopic);
  const picked = await terminal.ask.select(session.phase === 'ask' ? 'Your answer?' : 'What now?', offered);
  const said = picked.to === 'answer' && offered.find(({ value }) => value === picked)?.name;
  if (said) terminal.out(wrapped(said, terminal.screen.columns, '> ', '     ').join('\n'));
  return picked;
};

type Turned = Session | Leave['to'];

/** One page and one move. */
const turn = async (reading: Reading, session: Session): Promise<Turned> => {
  const { terminal, lesson, world } = reading;
  const step = stepOf(lesson, session);
  if (session.phase === 'look' && step?.kind === 'predict') {
    terminal.out(inLines(terminal, terminal.screen.ink.faint('Looking at the lab ...')));
    const seen = await lookOn(terminal, world, step.look);
    return move(lesson, session, { to: 'seen', seen });
  }
  terminal.out(`\n${pageText(lesson, session, terminal.screen)}\n`);
  const typed = typedFor(lesson, session);
  const picked = await (typed ? typedAnswer(terminal, typed) : pickedAnswer(reading, session));
  return leaves(picked) ? picked.to : move(lesson, session, picked);
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
    if (moved === 'drill') {
      await reading.world.drill(drillIn(stepOf(reading.lesson, session)) ?? '');
      continue;
    }
    if (moved === 'test') return reading.world.test(reading.lesson.topic);
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
export const walk = async (reading: Reading): Promise<number> => {
  const { terminal, lesson, world } = reading;
  const progress = await world.progress.read();
  const session = resume(lesson, placeIn(progress, lesson.id));
  const isNewTopic = isUntouched(reading, progress, lesson.topic);
  terminal.out(titleText(lesson, terminal.screen));
  if (session.at > 0)
    terminal.out(inLines(terminal, `Continuing at screen ${session.at + 1} of ${lesson.steps.length}.`));
  try {
    return await walkFrom({ ...reading, isNewTopic }, session);
  } catch (error) {
    if (!(error instanceof PromptClosed)) throw error;
    // Not behind the ^C that a terminal may have shown.
    terminal.out('');
    farewell(reading);
    return 130;
  }
};
