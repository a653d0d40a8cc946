import { harmless } from '../../model/harmless.ts';
import { withCommand, wrapped } from '../../model/lines.ts';
import { nearIds } from '../../model/near.ts';
import type { Contact } from '../../model/probe.ts';
import { parseSite } from '../../model/site.ts';
import type { Target } from '../../model/target.ts';
import { exercisesJson, exercisesText, exerciseText } from '../../tutor/exercise-list.ts';
import { judgeCard, type ExerciseCard } from '../../tutor/exercise-card.ts';
import { cardJson, cardText } from '../../tutor/exercise-page.ts';
import { isPassed, isUnknown, type Verdict } from '../../tutor/exercise.ts';
import { meantIds } from '../../tutor/lessons.ts';
import type { ProgressStore } from '../../tutor/progress.ts';
import { beforeOf, exerciseTried } from '../../tutor/record.ts';
import type { Exercise } from '../../tutor/types.ts';
import type { Keeping } from '../card-file.ts';
import { cardOn, type Lookable } from '../exercise-look.ts';
import type { TargetFlags } from '../target.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../tool.ts';

/** A server of the learner's own, and what was typed beside its name; or the lab. */
export type Where = { readonly host: string; readonly flags: TargetFlags } | { readonly lab: true };

export interface ExerciseOptions {
  readonly action: 'list' | 'show' | 'start' | 'check';
  readonly id?: string;
  readonly host?: string;
  readonly lab?: boolean;
  /** Where the server is, and a way into it. */
  readonly flags?: TargetFlags;
  /** With `start`: start a lab where none runs, without a question. */
  readonly yes?: boolean;
  /** With `show`: every hint, up to the worked answers. */
  readonly hints?: boolean;
  /** With `check`: say what would be contacted, contact nothing. */
  readonly plan?: boolean;
  /** With `check`: keep what was seen in this file. */
  readonly save?: Pick<Keeping<unknown>, 'file' | 'own'>;
  readonly format?: 'text' | 'json';
  /** An exercise of the user's own, in place of `id`. */
  readonly own?: Exercise;
}

/** The site that is looked at, and what may be contacted there. */
export interface ExerciseSite extends Lookable {
  readonly target: Target;
  readonly plan: readonly Contact[];
}

export interface ExerciseWorld {
  readonly exercises: readonly Exercise[];
  readonly progress: ProgressStore;
  /** Calls `use` with the site that was named, or with the lab. */
  withSite<T>(where: Where, exercise: Exercise, use: (site: ExerciseSite) => Promise<T>): Promise<T>;
  now(): Date;
}

const printPlan = async (terminal: Terminal, site: ExerciseSite, format: string): Promise<void> => {
  const { planJson, planText } = await import('../../report/views/plan.ts');
  const { target, plan } = site;
  terminal.document(format === 'json' ? planJson(target, plan) : planText(target, plan, terminal.screen));
};

const wrongUsage = (
  terminal: Terminal,
  exercise: Exercise,
  { host, lab, action }: ExerciseOptions,
): number | undefined => {
  const { columns } = terminal.screen;
  if ((host === undefined) === !lab) {
    const how = `infra-tutor exercise ${action} ${exercise.id} HOST`;
    const orLab = typeof exercise.lab === 'string' ? '' : ', or --lab instead of HOST';
    terminal.err(withCommand(`Say which server${orLab}:`, how, columns));
    return 2;
  }
  if (host !== undefined && parseSite(host).scheme === 'https') {
    const sentence = 'Type the name alone: the exercise says which protocol is looked at.';
    terminal.err(wrapped(sentence, columns).join('\n'));
    return 2;
  }
  return undefined;
};

const whereOf = ({ host, flags = {} }: ExerciseOptions): Where =>
  host === undefined ? { lab: true } : { host, flags };

/** Passed, not passed, or not known for want of a way to look. */
export const exitCode = (verdicts: readonly Verdict[]): number => {
  if (isPassed(verdicts)) return 0;
  return isUnknown(verdicts) ? 3 : 1;
};

const look = async (
  terminal: Terminal,
  exercise: Exercise,
  site: ExerciseSite,
  { format }: ExerciseOptions,
  world: ExerciseWorld,
): Promise<ExerciseCard> => {
  const before = beforeOf(await world.progress.read(), exercise.id);
  const card = await cardOn(exercise, site, () => world.now(), before);
  const passed = isPassed(judgeCard(exercise, card));
  if (!site.isLab)
    await world.progress.update((was) => exerciseTried(was, exercise.id, passed, card.takenAt));
  if (format === 'json') terminal.document(cardJson(exercise, card, { tool }));
  else terminal.out(cardText(exercise, card, terminal.screen));
  return card;
};

const check = async (
  terminal: Terminal,
  exercise: Exercise,
  options: ExerciseOptions,
  world: ExerciseWorld,
): Promise<number> => {
  const wrong = wrongUsage(terminal, exercise, options);
  if (wrong !== undefined) return wrong;
  const { format = 'text', plan, save } = options;
  return world.withSite(whereOf(options), exercise, async (site) => {
    if (plan) {
      await printPlan(terminal, site, format);
      return 0;
    }
    const looked = (): Promise<ExerciseCard> => look(terminal, exercise, site, options, world);
    const card =
      save === undefined
        ? await looked()
        : await (
            await import('../card-file.ts')
          ).saving(terminal, {
            ...save,
            exercises: [exercise],
            look: looked,
            mask: (one, { deep }) => deep(one),
            write: (one, made) => cardJson(exercise, one, made),
          });
    return exitCode(judgeCard(exercise, card));
  });
};

const unknown = (terminal: Terminal, typed: string, ids: readonly string[]): number => {
  const { columns } = terminal.screen;
  const near = nearIds(typed, ids);
  const none = `There is no exercise "${harmless(typed)}".`;
  const all = 'infra-tutor exercise list';
  if (typed === '') terminal.err(withCommand('Say which exercise:', all, columns));
  else if (near.length === 0) terminal.err(withCommand(`${none} All of them:`, all, columns));
  else terminal.err(wrapped(`${none} Did you mean ${near.join(' or ')}?`, columns).join('\n'));
  return 2;
};

/** The one exercise that can be meant, if there is one. */
export const meant = (typed: string, all: readonly Exercise[]): Exercise | undefined => {
  const [id, ...others] = meantIds(
    typed,
    all.map((one) => one.id),
  );
  return others.length === 0 ? all.find((one) => one.id === id) : undefined;
};

/** Lists, shows, starts or checks exercises. Resolves with the exit code. */
export const exercise = async (
  terminal: Terminal,
  options: ExerciseOptions,
  world: ExerciseWorld,
): Promise<number> => {
  const ids = world.exercises.map(({ id }) => id);
  if (options.action === 'list') {
    const progress = await world.progress.read();
    if (options.format === 'json') terminal.document(exercisesJson(world.exercises, progress));
    else terminal.out(exercisesText(world.exercises, progress, terminal.screen));
    return 0;
  }
  const found = options.own ?? meant(options.id ?? '', world.exercises);
  if (!found) return unknown(terminal, options.id ?? '', ids);
  if (options.action === 'check') return check(terminal, found, options, world);
  if (options.action === 'start')
    return (await import('./exercise-start.ts')).startExercise(terminal, found, options, world);
  terminal.out(exerciseText(found, terminal.screen, options.hints ?? false));
  return 0;
};
