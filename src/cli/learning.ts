import { loadExercises, loadLessons } from '../catalog-lessons.ts';
import { openProgress, stateDirectory, type ProgressStore } from '../tutor/progress.ts';
import type { ChallengeFlags } from './commands/challenge.ts';
import { exercise } from './commands/exercise.ts';
import { learn } from './commands/learn.ts';
import { withExerciseSite } from './exercise-site.ts';
import { textOrJson } from './format.ts';
import { interruptible } from './interrupt.ts';
import { withLabLooks } from './lab-looks.ts';
import type { Terminal } from './terminal.ts';

export interface LearnFlags {
  readonly list?: boolean;
  readonly plain?: boolean;
  readonly answer?: readonly string[];
  readonly format?: string;
}

export interface ExerciseFlags {
  readonly lab?: boolean;
  readonly hints?: boolean;
  readonly format?: string;
}

const progressFor = ({ err }: Terminal): ProgressStore => openProgress(stateDirectory(process.env), err);

const now = (): Date => new Date();

/** `learn`, with the lessons, the learner's progress and a lab to look at. */
export const learnIn = (
  terminal: Terminal,
  lesson: string | undefined,
  flags: LearnFlags,
): Promise<number> => {
  const { answer, ...rest } = flags;
  const letters = answer?.flatMap((value) => value.split(','));
  const options = {
    ...rest,
    format: textOrJson(flags.format),
    ...(lesson === undefined ? {} : { lesson }),
    ...(letters ? { answer: letters } : {}),
  };
  return interruptible(async (signal) =>
    learn(terminal, options, {
      lessons: await loadLessons(),
      progress: progressFor(terminal),
      withLooks: withLabLooks(signal),
      now,
    }),
  );
};

type ExerciseCall = ExerciseFlags & {
  readonly action: 'list' | 'show' | 'check';
  readonly id: string | undefined;
  readonly host: string | undefined;
};

/** `exercise list | show | check`. */
export const exerciseIn = (terminal: Terminal, { id, host, ...rest }: ExerciseCall): Promise<number> => {
  const options = {
    ...rest,
    format: textOrJson(rest.format),
    ...(id === undefined ? {} : { id }),
    ...(host === undefined ? {} : { host }),
  };
  return interruptible(async (signal) =>
    exercise(terminal, options, {
      exercises: await loadExercises(),
      progress: progressFor(terminal),
      withSite: withExerciseSite(signal),
      now,
    }),
  );
};

/** `lab challenge`: what was found and mended counts as learned. */
export const challengeIn = (terminal: Terminal, flags: ChallengeFlags): Promise<number> =>
  interruptible(async (signal) => {
    const { challenge } = await import('./commands/challenge.ts');
    return challenge(terminal, flags, { progress: progressFor(terminal), signal, now });
  });
