import { isPassed, judgeExercise, pageKey } from '../../tutor/exercise.ts';
import {
  exercisesJson,
  exercisesText,
  exerciseText,
  verdictsJson,
  verdictsText,
} from '../../tutor/exercise-page.ts';
import { harmless } from '../../model/harmless.ts';
import { withCommand, wrapped } from '../../model/lines.ts';
import { nearIds } from '../../model/near.ts';
import { parseSite } from '../../model/site.ts';
import { meantIds } from '../../tutor/lessons.ts';
import type { ProgressStore } from '../../tutor/progress.ts';
import { exerciseTried } from '../../tutor/record.ts';
import type { Exercise, SeenPage, SeenPages } from '../../tutor/types.ts';
import type { Terminal } from '../terminal.ts';

export type FetchPage = (path: string, method: 'GET' | 'HEAD') => Promise<SeenPage>;

export interface ExerciseOptions {
  readonly action: 'list' | 'show' | 'check';
  readonly id?: string;
  readonly host?: string;
  readonly lab?: boolean;
  /** With `show`: every hint, up to the worked answers. */
  readonly hints?: boolean;
  readonly format?: 'text' | 'json';
}

/** The site that is looked at: what it is called, and a way to its pages over plain HTTP, following no redirect. */
export interface ExerciseSite {
  readonly shown: string;
  /** As it is sent in the Host header, without a port. */
  readonly host: string;
  /** The lab is ours: what it can do says nothing about the learner's own server. */
  readonly isLab: boolean;
  readonly fetchPage: FetchPage;
}

export interface ExerciseWorld {
  readonly exercises: readonly Exercise[];
  readonly progress: ProgressStore;
  /** Calls `use` with the site that was named, or with the lab. */
  withSite<T>(
    where: { readonly host: string } | { readonly lab: true },
    use: (site: ExerciseSite) => Promise<T>,
  ): Promise<T>;
  now(): Date;
}

/** A path that no site has: nobody can have prepared for it. */
const unknownPath = (): string => `/no-such-page-${Math.random().toString(36).slice(2, 10)}`;

/** Fetches what can be judged: a requirement whose needs are not met is not asked for. */
const lookAt = async (exercise: Exercise, { fetchPage, host }: ExerciseSite): Promise<SeenPages> => {
  const nowhere = unknownPath();
  const seen: Record<string, SeenPage> = {};
  for (const { needs, page } of exercise.requirements) {
    const met = judgeExercise(exercise, seen, host).filter(({ status }) => status === 'success');
    if (!needs.every((id) => met.some((verdict) => verdict.id === id))) continue;
    for (const path of page.paths)
      seen[pageKey(path, page.method)] ??= await fetchPage(
        path === '{unknown}' ? nowhere : path,
        page.method,
      );
  }
  return seen;
};

const check = async (
  terminal: Terminal,
  exercise: Exercise,
  options: ExerciseOptions,
  world: ExerciseWorld,
): Promise<number> => {
  const { columns } = terminal.screen;
  if ((options.host === undefined) === !options.lab) {
    const how = `infra-tutor exercise check ${exercise.id} HOST`;
    terminal.err(withCommand('Say which server, or --lab instead of HOST:', how, columns));
    return 2;
  }
  if (options.host !== undefined && parseSite(options.host).scheme === 'https') {
    const sentence = 'This exercise looks at plain HTTP: type the name alone.';
    terminal.err(wrapped(sentence, columns).join('\n'));
    return 2;
  }
  const where = options.host === undefined ? ({ lab: true } as const) : { host: options.host };
  const { shown, isLab, verdicts } = await world.withSite(where, async (site) => {
    return { ...site, verdicts: judgeExercise(exercise, await lookAt(exercise, site), site.host) };
  });
  const passed = isPassed(verdicts);
  const at = world.now().toISOString();
  if (!isLab) await world.progress.update((before) => exerciseTried(before, exercise.id, passed, at));
  if (options.format === 'json') terminal.document(verdictsJson(exercise, verdicts));
  else terminal.out(verdictsText(exercise, shown, verdicts, terminal.screen, isLab));
  return passed ? 0 : 1;
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

/** Lists, shows or checks exercises. Resolves with the exit code. */
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
  const [id, ...others] = meantIds(options.id ?? '', ids);
  const found = others.length === 0 ? world.exercises.find((one) => one.id === id) : undefined;
  if (!found) return unknown(terminal, options.id ?? '', ids);
  if (options.action === 'check') return check(terminal, found, options, world);
  terminal.out(exerciseText(found, terminal.screen, options.hints ?? false));
  return 0;
};
