import { withCommand } from '../model/lines.ts';
import { rehearsalEnded } from '../tutor/record.ts';
import { cardOf, type ScoreCard, type SpokenForm } from '../tutor/rehearsal/card.ts';
import { cardText, readingText } from '../tutor/rehearsal/card-page.ts';
import { clockText } from '../tutor/rehearsal/page.ts';
import { reviewer } from '../tutor/rehearsal/reviewer.ts';
import { back, correct, ruledMark, type Mark, type Rehearsal } from '../tutor/rehearsal/state.ts';
import { inLines } from './in-lines.ts';
import type { Rehearsing, Turned } from './rehearsal-walk.ts';

const marks: readonly Mark[] = ['full', 'half', 'none'];

/** Everything that was said, the first answer apart. */
const formIn = ({ world }: Rehearsing, { answers }: Rehearsal): SpokenForm | undefined => {
  const all = reviewer.flatMap(({ id }) => answers[id]?.said ?? []);
  const [first] = all;
  return first === undefined ? undefined : world.form(first, all);
};

export const cardNow = (rehearsing: Rehearsing, state: Rehearsal, confirmed: boolean): ScoreCard =>
  cardOf(state, formIn(rehearsing, state), rehearsing.world.now().toISOString(), confirmed);

/** What to read, and what became of the card. */
export const sayKept = ({ terminal, world }: Rehearsing, card: ScoreCard): void => {
  const { columns } = terminal.screen;
  const reading = readingText(card, world.knowledge, terminal.screen);
  if (reading !== '') terminal.out(`\n${reading}\n`);
  terminal.out(
    inLines(terminal, world.progress.saved ? 'The card is saved.' : 'The card could not be saved.'),
  );
  terminal.out(withCommand('Once more, from the beginning:', 'infra-tutor rehearse', columns));
};

/** The learner marks a point otherwise than the rules. */
const correction = async ({ terminal, world }: Rehearsing, state: Rehearsal): Promise<Turned> => {
  const { ask } = terminal;
  const title = (id: string): string => `${id} ${world.knowledge.about[id]?.title ?? ''}`;
  const mark = (id: string): Mark => state.own[id] ?? ruledMark(state, id);
  const id = await ask.select<string>('Which point?', [
    { name: 'Back to the card', value: 'back' },
    ...reviewer.map((one) => ({ name: `${title(one.id)}: ${mark(one.id)}`, value: one.id })),
    { name: 'Quit', value: 'quit' },
  ]);
  if (id === 'quit') return 'quit';
  if (id === 'back') return state;
  const picked = await ask.select<Mark | 'back' | 'quit'>(`${title(id)}. What is it, honestly?`, [
    ...marks.map((value) => ({
      name: value === ruledMark(state, id) ? `${value}, as it was marked` : value,
      value,
    })),
    { name: 'Back to the card', value: 'back' },
    { name: 'Quit', value: 'quit' },
  ]);
  if (picked === 'quit') return 'quit';
  return picked === 'back' ? state : correct(state, id, picked);
};

/** The card, to be confirmed or corrected; `ended` when it is confirmed. */
export const cardTurn = async (rehearsing: Rehearsing, state: Rehearsal): Promise<Turned | 'ended'> => {
  const { terminal, world } = rehearsing;
  const card = cardNow(rehearsing, state, true);
  terminal.out(
    `\n${clockText(state, terminal.screen)}\n\n${cardText(card, world.knowledge, terminal.screen)}\n`,
  );
  const picked = await terminal.ask.select<'confirm' | 'correct' | 'back' | 'quit'>(
    'These are marks by rules. You know what you said: is the card fair?',
    [
      { name: 'Confirm it', value: 'confirm' },
      { name: 'Correct a point', value: 'correct' },
      { name: 'Back to the last question', value: 'back' },
      { name: 'Quit', value: 'quit' },
    ],
  );
  if (picked === 'quit') return 'quit';
  if (picked === 'back') return back(state);
  if (picked === 'correct') return correction(rehearsing, state);
  await world.progress.update((progress) => rehearsalEnded(progress, card));
  sayKept(rehearsing, card);
  return 'ended';
};
