import { harmless } from '../model/harmless.ts';
import { withCommand, wrapped } from '../model/lines.ts';
import type { ProgressStore } from '../tutor/progress.ts';
import { missed, rehearsalAt } from '../tutor/record.ts';
import type { SpokenForm } from '../tutor/rehearsal/card.ts';
import {
  askText,
  clockText,
  drawnText,
  followUpText,
  heardText,
  wrongText,
  type Knowledge,
  type Understood,
} from '../tutor/rehearsal/page.ts';
import {
  back,
  draw,
  isFilled,
  missedInDrawing,
  next,
  ruledMark,
  saidTo,
  say,
  skip,
  spend,
  stepIn,
  typeLine,
  type Rehearsal,
  type Step,
} from '../tutor/rehearsal/state.ts';
import { pickAnswerOr } from './pick-answer.ts';
import type { Terminal } from './terminal.ts';

export interface RehearseWorld {
  readonly progress: ProgressStore;
  readonly knowledge: Knowledge;
  /** Marks what was said to the question about a point, and to its follow-up question. */
  hear(id: string, said: readonly string[]): Understood;
  /** What belongs to the form: the first answer, and all of them. */
  form(first: string, all: readonly string[]): SpokenForm;
  now(): Date;
}

/** A rehearsal in a terminal, and everything that a turn of it needs. */
export interface Rehearsing {
  readonly terminal: Terminal;
  readonly world: RehearseWorld;
}

export type Turned = Rehearsal | 'quit';

const ways = ['back', 'skip', 'quit'] as const;

const wayNames = { back: 'Back', skip: 'Skip this question', quit: 'Quit' } as const;

type PointStep = Extract<Step, { kind: 'point' }>;
type DrawStep = Extract<Step, { kind: 'draw' }>;

/** What is behind the question: what there is to say, and the way on. */
const afterwards = async ({ terminal }: Rehearsing, state: Rehearsal): Promise<Turned> => {
  const picked = await terminal.ask.select<'next' | 'back' | 'quit'>('What now?', [
    { name: 'Next', value: 'next' },
    { name: 'Back: answer it again', value: 'back' },
    { name: 'Quit', value: 'quit' },
  ]);
  if (picked === 'quit') return 'quit';
  return picked === 'next' ? next(state) : back(state);
};

const drawTurn = async (rehearsing: Rehearsing, state: Rehearsal, step: DrawStep): Promise<Turned> => {
  const { terminal } = rehearsing;
  if (state.phase === 'after') {
    terminal.out(`\n${drawnText(step, state.drawn[step.id] ?? '', terminal.screen)}\n`);
    return afterwards(rehearsing, state);
  }
  terminal.out(`\n${clockText(state, terminal.screen)}\n\n${askText(step, terminal.screen)}\n`);
  const picked = await pickAnswerOr(terminal, step.step, ways, wayNames);
  if (picked.to === 'quit') return 'quit';
  if (picked.to === 'answer') return draw(state, picked.answer);
  return picked.to === 'back' ? back(state) : skip(state);
};

/** One line of an answer, or a way on; an empty line behind others ends the answer. */
const typeTurn = async ({ terminal, world }: Rehearsing, state: Rehearsal, id: string): Promise<Turned> => {
  const isFirst = state.draft.length === 0;
  const message = isFirst
    ? `Your answer, in one line or several. Or: ${ways.join(', ')}.`
    : 'More, or Enter alone to end:';
  const typed = await terminal.ask.lines(message, (text) =>
    isFirst && text.trim() === '' ? `This takes an answer; or one of: ${ways.join(', ')}.` : undefined,
  );
  const way = ways.find((one) => one === typed.trim().toLowerCase());
  if (way === 'quit') return 'quit';
  if (way !== undefined) return way === 'back' ? back(state) : skip(state);
  const longer = typeLine(state, typed);
  const isEnd = typed.trim() === '' || isFilled(longer);
  return isEnd ? say(longer, world.hear(id, saidTo(longer)).mark) : longer;
};

const understoodOf = ({ world }: Rehearsing, state: Rehearsal, id: string): Understood =>
  world.hear(id, state.answers[id]?.said ?? []);

const saidNow = (state: Rehearsal, id: string): string => (state.answers[id]?.said ?? []).join('\n');

/** What stands above the prompt of a question about a point. */
const pointPage = (rehearsing: Rehearsing, state: Rehearsal, step: PointStep): string => {
  const { screen } = rehearsing.terminal;
  if (state.phase === 'ask') return `${clockText(state, screen)}\n\n${askText(step, screen)}`;
  const heard = heardText(
    understoodOf(rehearsing, state, step.id),
    saidNow(state, step.id),
    rehearsing.world.knowledge,
    screen,
  );
  return `${heard}\n\n${clockText(state, screen)}\n\n${followUpText(step, ruledMark(state, step.id), screen)}`;
};

const afterPage = (rehearsing: Rehearsing, state: Rehearsal, step: PointStep): string => {
  const { world, terminal } = rehearsing;
  const understood = understoodOf(rehearsing, state, step.id);
  return [
    heardText(understood, saidNow(state, step.id), world.knowledge, terminal.screen),
    ...wrongText(understood, world.knowledge, terminal.screen),
  ].join('\n\n');
};

const pointTurn = async (
  rehearsing: Rehearsing,
  state: Rehearsal,
  step: PointStep,
  isNew: boolean,
): Promise<Turned> => {
  const { terminal } = rehearsing;
  if (state.phase === 'after') {
    terminal.out(`\n${afterPage(rehearsing, state, step)}\n`);
    return afterwards(rehearsing, state);
  }
  if (isNew) terminal.out(`\n${pointPage(rehearsing, state, step)}\n`);
  if (isNew && state.draft.length > 0)
    terminal.out(
      [
        'You have said so far:',
        ...wrapped(harmless(state.draft.join('\n')), terminal.screen.columns, '  '),
      ].join('\n'),
    );
  return typeTurn(rehearsing, state, step.id);
};

/** One page and one answer. `isNew`: the page is not on the screen yet. */
export const turn = (
  rehearsing: Rehearsing,
  state: Rehearsal,
  step: Step,
  isNew: boolean,
): Promise<Turned> =>
  step.kind === 'draw' ? drawTurn(rehearsing, state, step) : pointTurn(rehearsing, state, step, isNew);

/** Wrong ideas that came out just now. */
const missedBy = (rehearsing: Rehearsing, before: Rehearsal, after: Rehearsal): readonly string[] => {
  const step = stepIn(after);
  if (!step || before.at !== after.at || before.phase === 'after' || after.phase !== 'after') return [];
  return step.kind === 'draw'
    ? missedInDrawing(after)
    : [...new Set(understoodOf(rehearsing, after, step.id).wrong.map(({ id }) => id))];
};

/** Keeps the place and the time, and with a wrong answer the idea behind it, in one write. */
export const keep = async (
  rehearsing: Rehearsing,
  before: Rehearsal,
  after: Rehearsal,
  since: Date,
): Promise<Rehearsal> => {
  const { world } = rehearsing;
  const now = world.now();
  const spent = spend(after, now.getTime() - since.getTime());
  const at = now.toISOString();
  const ideas = missedBy(rehearsing, before, after);
  await world.progress.update((known) =>
    ideas.reduce((sum, idea) => missed(sum, idea, at), rehearsalAt(known, spent, at)),
  );
  return spent;
};

export const farewell = ({ terminal, world }: Rehearsing): void =>
  terminal.out(
    withCommand(
      world.progress.saved ? 'Saved. Continue with:' : 'Not saved. Start again with:',
      'infra-tutor rehearse',
      terminal.screen.columns,
    ),
  );
