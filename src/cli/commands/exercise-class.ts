import type { Masks } from '../../saved/mask.ts';
import { classCsv, classJson, classText, resultOf, type ClassMark } from '../../tutor/class-page.ts';
import type { Made } from '../../tutor/exercise-card.ts';
import type { Exercise } from '../../tutor/types.ts';
import type { Keeping } from '../card-file.ts';
import type { ClassRow } from '../class-file.ts';
import type { TargetFlags } from '../target.ts';
import { cardOn } from '../exercise-look.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../tool.ts';
import { UsageError } from '../usage-error.ts';
import { meant, type ExerciseWorld } from './exercise.ts';

export type ClassFormat = 'text' | 'json' | 'csv';

/** Servers that are looked at at the same time. */
const atOnce = 4;

interface Class {
  readonly rows: readonly ClassRow[];
  /** For rows that name no task. */
  readonly usual?: Exercise;
  readonly flags: TargetFlags;
  readonly format: ClassFormat;
  /** Say what would be contacted, contact nothing. */
  readonly plan?: boolean;
  /** Keep what was seen in this file. */
  readonly save?: Pick<Keeping<unknown>, 'file' | 'own'>;
}

const exerciseFor = (
  { task }: ClassRow,
  number: number,
  { usual }: Class,
  all: readonly Exercise[],
): Exercise => {
  if (task === '' && usual) return usual;
  const found = meant(task, all);
  if (!found) throw new UsageError(`Row ${number}: there is no exercise "${task}".`);
  return found;
};

/** What somebody mistyped, or what DNS does not know, is theirs alone: the others are looked at all the same. */
const expectedErrors: ReadonlySet<string> = new Set(['SiteError', 'UsageError', 'CannotLook']);

/** Without a shell of this server there is nothing to be the administrator of. */
export const flagsFor = ({ ssh }: ClassRow, { sudo, ...flags }: TargetFlags): TargetFlags =>
  ssh === '' ? flags : { ...flags, ssh, ...(sudo ? { sudo } : {}) };

/**
 * The sentence of an error that is about this row alone.
 * @throws {unknown} every other error
 */
export const whyNot = (error: unknown): string => {
  if (!(error instanceof Error) || !expectedErrors.has(error.name)) throw error;
  const { command } = error as Error & { command?: string };
  return command === undefined ? error.message : `${error.message} ${command}`;
};

const markRow = async (
  row: ClassRow,
  exercise: Exercise,
  flags: TargetFlags,
  world: ExerciseWorld,
): Promise<ClassMark> => {
  const { name, host } = row;
  const mark = { name, host, exercise: exercise.id, takenAt: world.now().toISOString() };
  try {
    const card = await world.withSite({ host, flags: flagsFor(row, flags) }, exercise, (site) =>
      cardOn(exercise, site, () => world.now()),
    );
    return { ...mark, takenAt: card.takenAt, looked: { exercise, card } };
  } catch (error) {
    return { ...mark, why: whyNot(error) };
  }
};

const exitCode = (marks: readonly ClassMark[]): number => {
  const results = marks.map(resultOf);
  if (results.includes('failed')) return 1;
  return results.every((one) => one === 'passed') ? 0 : 3;
};

/** The class on this terminal, and the exit code. */
export const showClass = (
  terminal: Terminal,
  marks: readonly ClassMark[],
  format: ClassFormat,
  made: Made,
): number => {
  if (format === 'json') terminal.document(classJson(marks, made));
  else if (format === 'csv') terminal.document(classCsv(marks, made));
  else terminal.out(classText(marks, terminal.screen, made));
  return exitCode(marks);
};

const maskedMark = (mark: ClassMark, { text, deep }: Masks): ClassMark => {
  const { host, why, looked } = mark;
  return {
    ...mark,
    host: text(host),
    ...(why === undefined ? {} : { why: text(why) }),
    ...(looked ? { looked: { ...looked, card: deep(looked.card) } } : {}),
  };
};

/** One server after the other, a few at a time, in the order of the file. */
const lookAtAll = async (
  rows: readonly ClassRow[],
  tasks: readonly Exercise[],
  flags: TargetFlags,
  world: ExerciseWorld,
): Promise<readonly ClassMark[]> => {
  const marks: ClassMark[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < rows.length; at = next++) {
      const [row, exercise] = [rows[at], tasks[at]];
      if (row && exercise) marks[at] = await markRow(row, exercise, flags, world);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return marks;
};

/** `exercise check --targets FILE`. */
export const checkClass = async (terminal: Terminal, whole: Class, world: ExerciseWorld): Promise<number> => {
  const { rows, flags, format, save, plan } = whole;
  if (flags.sudo && rows.every(({ ssh }) => ssh === ''))
    throw new UsageError('--sudo needs a shell on a server: a column ssh with USER@HOST.');
  // All of them are known before the first one is asked.
  const tasks = rows.map((row, index) => exerciseFor(row, index + 2, whole, world.exercises));
  if (plan)
    return (await import('./exercise-class-plan.ts')).planClass(
      terminal,
      { rows, tasks, flags, format },
      world,
    );
  let code = 0;
  const look = async (): Promise<readonly ClassMark[]> => {
    const marks = await lookAtAll(rows, tasks, flags, world);
    code = showClass(terminal, marks, format, { tool });
    return marks;
  };
  if (save === undefined) await look();
  else
    await (
      await import('../card-file.ts')
    ).saving(terminal, {
      ...save,
      exercises: tasks,
      look,
      mask: (marks, masks) => marks.map((mark) => maskedMark(mark, masks)),
      write: classJson,
    });
  return code;
};
