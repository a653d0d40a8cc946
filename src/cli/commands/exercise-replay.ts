import { harmless, harmlessJson } from '../../model/harmless.ts';
import { wrapped } from '../../model/lines.ts';
import type { ClassMark } from '../../tutor/class-page.ts';
import { judgeCard, type Made } from '../../tutor/exercise-card.ts';
import { cardJson, cardText } from '../../tutor/exercise-page.ts';
import { isPassed } from '../../tutor/exercise.ts';
import type { Read, ReadCard, ReadRow } from '../../tutor/read-card.ts';
import type { Exercise } from '../../tutor/types.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../tool.ts';
import { UsageError } from '../usage-error.ts';
import { showClass, type ClassFormat } from './exercise-class.ts';
import { exitCode } from './exercise.ts';

interface Replay {
  readonly read: Read;
  /** All that there are, with one of the user's own. */
  readonly exercises: readonly Exercise[];
  readonly format: ClassFormat;
  /** Say what would be contacted. */
  readonly plan: boolean;
}

const made: Made = { tool, replayed: true };

const none = 'A score card is judged by what is in it: nobody would be contacted.';

const sayPlan = ({ document, out, screen }: Terminal, format: ClassFormat): number => {
  if (format === 'json') document(`${harmlessJson({ schema: 1, contacts: [] })}\n`);
  else out(wrapped(none, screen.columns).join('\n'));
  return 0;
};

const unknown = (id: string): string =>
  id.startsWith('own/')
    ? `the exercise ${id} is not among those of this version: name its file with --exercise`
    : `the exercise ${id} is not among those of this version`;

const otherwise = ({ passed }: ReadCard, now: boolean): boolean => passed !== now;

const replayOne = (terminal: Terminal, read: ReadCard, { exercises, format }: Replay): number => {
  const { card, passed } = read;
  const exercise = exercises.find(({ id }) => id === card.exercise);
  if (!exercise) throw new UsageError(`--replay: ${unknown(card.exercise)}.`);
  if (format === 'json') terminal.document(cardJson(exercise, card, made));
  else terminal.out(cardText(exercise, card, terminal.screen, made));
  const verdicts = judgeCard(exercise, card);
  if (otherwise(read, isPassed(verdicts)))
    terminal.err(
      `The file itself says ${passed ? 'passed' : 'not passed'}. By what was seen, this version says otherwise.`,
    );
  return exitCode(verdicts);
};

const markOf = (
  { name, host, takenAt, exercise: id, why, card }: ReadRow,
  { exercises }: Replay,
): ClassMark => {
  const mark = { name, host, exercise: id, takenAt };
  const exercise = exercises.find((one) => one.id === id);
  if (card && exercise) return { ...mark, looked: { exercise, card } };
  return { ...mark, why: why ?? unknown(harmless(id)) };
};

const replayClass = (terminal: Terminal, rows: readonly ReadRow[], replay: Replay): number => {
  const marks = rows.map((row) => markOf(row, replay));
  const changed = marks.filter(({ looked }, at) => {
    const passed = rows[at]?.passed;
    return looked && passed !== undefined && passed !== isPassed(judgeCard(looked.exercise, looked.card));
  });
  if (changed.length > 0)
    terminal.err(
      `Of ${changed.length} ${changed.length === 1 ? 'row' : 'rows'} the file itself says otherwise: ${changed.map(({ name, host }) => name || host).join(', ')}.`,
    );
  return showClass(terminal, marks, replay.format, made);
};

/** `exercise check --replay FILE`: judged again, by what was seen then. Contacts nobody and changes no progress. */
export const replayCards = (terminal: Terminal, replay: Replay): number => {
  const { read, format, plan } = replay;
  if (read.kind === 'card' && format === 'csv')
    throw new UsageError('--format csv is for the cards of a class: this is the card of one server.');
  if (plan) return sayPlan(terminal, format);
  return read.kind === 'card' ? replayOne(terminal, read, replay) : replayClass(terminal, read.rows, replay);
};
