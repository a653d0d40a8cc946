import { loadExercises } from '../catalog-lessons.ts';
import type { Exercise } from '../tutor/types.ts';
import { exercise, meant, type ExerciseWorld } from './commands/exercise.ts';
import type { ClassFormat } from './commands/exercise-class.ts';
import { withExerciseSite } from './exercise-site.ts';
import { textOrJson } from './format.ts';
import { interruptible } from './interrupt.ts';
import { now, progressFor } from './learning.ts';
import { optionOf, type TargetFlags } from './target.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export interface ExerciseFlags extends TargetFlags {
  readonly plan?: boolean;
  readonly hints?: boolean;
  readonly yes?: boolean;
  /** A file with an exercise of the user's own. */
  readonly exercise?: string;
  /** A file with a list of servers. */
  readonly targets?: string;
  /** A file for what is seen. */
  readonly save?: string;
  /** A file with what was seen. */
  readonly replay?: string;
  readonly format?: string;
}

type ExerciseCall = ExerciseFlags & {
  readonly action: 'list' | 'show' | 'start' | 'check';
  readonly id: string | undefined;
  readonly host: string | undefined;
};

/** Each of them belongs to one server. */
const ofOne = ['address', 'ssh', 'inside', 'lab', 'dbUser'] as const satisfies readonly (keyof TargetFlags)[];

const savedAs = (
  file: string,
  own: string | undefined,
): { readonly file: string; readonly own?: string } => ({
  file,
  ...(own === undefined ? {} : { own }),
});

const classFormat = (format: string | undefined): ClassFormat =>
  format === 'csv' ? 'csv' : textOrJson(format);

/** `exercise check --targets FILE`. */
const classIn = async (terminal: Terminal, call: ExerciseCall, world: ExerciseWorld): Promise<number> => {
  const { action: _, id, host, targets = '', exercise: file, plan, format, save, ...rest } = call;
  const { hints: _h, replay: _r, yes: _y, ...flags } = rest;
  const alone = ofOne.find((flag) => flags[flag] !== undefined && flags[flag] !== false);
  if (host !== undefined || alone)
    throw new UsageError(`--targets names the servers itself: leave out ${host ?? optionOf(alone ?? '')}.`);
  const [{ readClass }, { readOwnExercise }, { checkClass }] = await Promise.all([
    import('./class-file.ts'),
    import('./own-exercise.ts'),
    import('./commands/exercise-class.ts'),
  ]);
  const rows = await readClass(targets);
  const usual = file === undefined ? meant(id ?? '', world.exercises) : await readOwnExercise(file);
  if (id !== undefined && !usual) throw new UsageError(`There is no exercise "${id}".`);
  return checkClass(
    terminal,
    {
      rows,
      flags,
      format: classFormat(format),
      ...(usual ? { usual } : {}),
      ...(plan ? { plan } : {}),
      ...(save === undefined ? {} : { save: savedAs(save, file) }),
    },
    world,
  );
};

/** What goes with a card that was saved: all else says whom to look at, and nobody is looked at. */
const besideReplay: ReadonlySet<string> = new Set(['action', 'replay', 'exercise', 'format', 'plan']);

/** `exercise check --replay FILE`. */
const replayIn = async (
  terminal: Terminal,
  call: ExerciseCall,
  file: string,
  exercises: readonly Exercise[],
): Promise<number> => {
  const { id, host, plan = false, exercise: own, format } = call;
  const typed = Object.entries(call).filter(([, value]) => value !== undefined && value !== false);
  const extra = typed.find(([key]) => !besideReplay.has(key))?.[0];
  if (extra !== undefined)
    throw new UsageError(
      `--replay judges what was seen then: leave out ${id ?? host ?? optionOf(extra)}. Only --exercise, --format and --plan go with it.`,
    );
  const [{ cardsIn }, { readOwnExercise }, { replayCards }] = await Promise.all([
    import('./card-file.ts'),
    import('./own-exercise.ts'),
    import('./commands/exercise-replay.ts'),
  ]);
  const all = own === undefined ? exercises : [await readOwnExercise(own), ...exercises];
  return replayCards(terminal, { read: cardsIn(file), exercises: all, format: classFormat(format), plan });
};

/** `exercise list | show | start | check`. With an exercise of one's own no id is typed: the first word is the host. */
export const exerciseIn = (terminal: Terminal, call: ExerciseCall): Promise<number> =>
  interruptible(async (signal) => {
    const world: ExerciseWorld = {
      exercises: await loadExercises(),
      progress: progressFor(terminal),
      withSite: withExerciseSite(signal),
      now,
    };
    if (call.replay !== undefined) return replayIn(terminal, call, call.replay, world.exercises);
    if (call.save !== undefined && call.plan)
      throw new UsageError('--save keeps what was seen, and --plan looks at nothing: leave one of them out.');
    if (call.targets !== undefined) return classIn(terminal, call, world);
    const {
      action,
      hints = false,
      yes = false,
      plan = false,
      format,
      exercise: file,
      targets: _,
      replay: _r,
      save,
      id,
      host,
      ...flags
    } = call;
    const own =
      file === undefined ? undefined : await (await import('./own-exercise.ts')).readOwnExercise(file);
    if (own && host !== undefined)
      throw new UsageError(`--exercise names the exercise itself: leave out ${id ?? ''}.`);
    const [typed, server] = own ? [undefined, id] : [id, host];
    return exercise(
      terminal,
      {
        action,
        hints,
        yes,
        plan,
        flags,
        lab: flags.lab ?? false,
        format: textOrJson(format),
        ...(own ? { own } : {}),
        ...(save === undefined ? {} : { save: savedAs(save, file) }),
        ...(typed === undefined ? {} : { id: typed }),
        ...(server === undefined ? {} : { host: server }),
      },
      world,
    );
  });
