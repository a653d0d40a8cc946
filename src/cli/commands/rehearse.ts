import { wrapped } from '../../model/lines.ts';
import { measure, renderProse } from '../../tutor/prose.ts';
import { cardKept, missed } from '../../tutor/record.ts';
import { readGiven, type Given } from '../../tutor/rehearsal/answers.ts';
import { cardJson } from '../../tutor/rehearsal/card.ts';
import { cardText } from '../../tutor/rehearsal/card-page.ts';
import { askText, heardText, wrongText, type Understood } from '../../tutor/rehearsal/page.ts';
import { reviewer } from '../../tutor/rehearsal/reviewer.ts';
import { beginAt, stepIn, steps, type Answered, type Rehearsal } from '../../tutor/rehearsal/state.ts';
import { cardNow, cardTurn, sayKept } from '../rehearsal-card.ts';
import { farewell, keep, turn, type Rehearsing, type RehearseWorld, type Turned } from '../rehearsal-walk.ts';
import { PromptClosed, type Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { inLines } from '../in-lines.ts';

export interface RehearseOptions {
  /** All questions as one text, without prompts. */
  readonly plain?: boolean;
  /** What was written down for each point: `B3: an A record`. */
  readonly answers?: string;
  readonly format: 'text' | 'json';
}

const intro =
  'A rehearsal of the whiteboard review. You draw the diagram, then a reviewer asks about 16 points, and you answer in your own words, without notes, in English. Short answers are good answers: points are given only for what was asked. Time is shown, and does not stop you. Quit at any prompt; it goes on there.';

const walkFrom = async (rehearsing: Rehearsing, start: Rehearsal): Promise<number> => {
  let state = await keep(rehearsing, start, start, rehearsing.world.now());
  let isNew = true;
  for (;;) {
    const since = rehearsing.world.now();
    const step = stepIn(state);
    const moved: Turned | 'ended' = await (step
      ? turn(rehearsing, state, step, isNew)
      : cardTurn(rehearsing, state));
    if (moved === 'ended') return 0;
    if (moved === 'quit') {
      await keep(rehearsing, state, state, since);
      farewell(rehearsing);
      return 0;
    }
    // Behind a line of an answer the page stays as it is.
    isNew = moved.draft.length === 0;
    state = await keep(rehearsing, state, moved, since);
  }
};

const begin = async (rehearsing: Rehearsing): Promise<number> => {
  const { terminal, world } = rehearsing;
  const open = (await world.progress.read()).rehearsal?.open;
  terminal.out(
    wrapped(terminal.screen.ink.bold('The whiteboard rehearsal'), terminal.screen.columns).join('\n'),
  );
  terminal.out(
    open ? inLines(terminal, 'It goes on where you left it.') : `\n${renderProse(intro, terminal.screen)}`,
  );
  return walkFrom(rehearsing, open ?? beginAt(world.now().toISOString()));
};

const withPrompts = async (rehearsing: Rehearsing): Promise<number> => {
  try {
    return await begin(rehearsing);
  } catch (error) {
    if (!(error instanceof PromptClosed)) throw error;
    // Not behind the ^C that a terminal may have shown.
    rehearsing.terminal.out('');
    farewell(rehearsing);
    return 130;
  }
};

const example = `
    A6: A user types www.foobar.com ...
    B2: ...

    infra-tutor rehearse --answer-file answers.txt`;

/** Without prompts: everything that is asked, as one text. */
const readWhole = ({ terminal }: Rehearsing): number => {
  const { screen } = terminal;
  const asked = steps.map((step) =>
    step.kind === 'draw'
      ? askText(step, screen, true)
      : `${screen.ink.bold(step.id)}\n${askText(step, screen, true)}`,
  );
  const how = 'Write your answers into a file, each behind its point, and have them marked:';
  terminal.out(
    [renderProse(intro, screen), ...asked, renderProse(`${how}\n${example}`, screen)].join('\n\n'),
  );
  return 0;
};

/** @throws {UsageError} when there is none yet */
const lastCard = async ({ terminal, world }: Rehearsing): Promise<number> => {
  const card = (await world.progress.read()).rehearsal?.last;
  if (!card) throw new UsageError('There is no score card yet. It comes at the end of: infra-tutor rehearse');
  const titles = Object.entries(world.knowledge.about).map(([id, { title }]) => [id, title] as const);
  terminal.document(cardJson(card, Object.fromEntries(titles)));
  return 0;
};

interface Written {
  readonly pages: readonly string[];
  readonly answers: Readonly<Record<string, Answered>>;
  readonly wrong: readonly string[];
}

const markedPage = ({ terminal, world }: Rehearsing, id: string, said: string, heard: Understood): string => {
  const { screen } = terminal;
  const head = `${id} ${world.knowledge.about[id]?.title ?? ''}`;
  return [
    [
      ...wrapped(screen.ink.bold(head), measure(screen)),
      heardText(heard, said, world.knowledge, screen),
    ].join('\n'),
    ...wrongText(heard, world.knowledge, screen),
  ].join('\n\n');
};

const markAll = (rehearsing: Rehearsing, given: Given): Written => {
  const heard = reviewer.flatMap(({ id }) => {
    const said = given.get(id) ?? '';
    return said === '' ? [] : [{ id, said, understood: rehearsing.world.hear(id, [said]) }];
  });
  return {
    pages: heard.map(({ id, said, understood }) => markedPage(rehearsing, id, said, understood)),
    answers: Object.fromEntries(
      heard.map(({ id, said, understood }) => [id, { said: [said], mark: understood.mark }]),
    ),
    wrong: [...new Set(heard.flatMap(({ understood }) => understood.wrong.map(({ id }) => id)))],
  };
};

/** Marks what was written down; there is nobody to ask once more, and nobody who confirms the card. */
const markWritten = async (
  rehearsing: Rehearsing,
  given: Given,
  format: RehearseOptions['format'],
): Promise<number> => {
  const { terminal, world } = rehearsing;
  const { pages, answers, wrong } = markAll(rehearsing, given);
  const at = world.now().toISOString();
  const card = cardNow(rehearsing, { ...beginAt(at), answers }, false);
  await world.progress.update((progress) =>
    wrong.reduce((sum, idea) => missed(sum, idea, at), cardKept(progress, card)),
  );
  if (format === 'json') return lastCard(rehearsing);
  terminal.out([...pages, cardText(card, world.knowledge, terminal.screen)].join('\n\n'));
  sayKept(rehearsing, card);
  return 0;
};

/** The whiteboard rehearsal. Resolves with the exit code. */
export const rehearse = async (
  terminal: Terminal,
  { plain, answers, format }: RehearseOptions,
  world: RehearseWorld,
): Promise<number> => {
  const rehearsing = { terminal, world };
  if (answers !== undefined) {
    const given = readGiven(answers);
    if (typeof given === 'string') throw new UsageError(given);
    return markWritten(rehearsing, given, format);
  }
  if (format === 'json') return lastCard(rehearsing);
  return !terminal.interactive || plain ? readWhole(rehearsing) : withPrompts(rehearsing);
};
