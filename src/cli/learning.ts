import { loadLessons, loadMisconceptions, loadRecordings } from '../catalog-lessons.ts';
import { hops } from '../model/hops.ts';
import { inOrder } from '../tutor/lessons.ts';
import { openProgress, stateDirectory, type ProgressStore } from '../tutor/progress.ts';
import type { Progress } from '../tutor/record.ts';
import type { Course, Met } from '../tutor/review.ts';
import type { ChallengeFlags } from './commands/challenge.ts';
import { learn } from './commands/learn.ts';
import type { PretestOptions } from './commands/pretest.ts';
import { textOrJson } from './format.ts';
import { interruptible } from './interrupt.ts';
import { withLabLooks } from './lab-looks.ts';
import { allLooks } from './last-look.ts';
import type { LookWorld } from './lesson-look.ts';
import type { Terminal } from './terminal.ts';
import { workingDirectoryConfig } from './working-directory.ts';

export interface LearnFlags {
  readonly list?: boolean;
  readonly test?: string;
  readonly host?: string;
  readonly plain?: boolean;
  readonly answer?: readonly string[];
  readonly format?: string;
}

export interface ReviewFlags {
  readonly plain?: boolean;
  readonly answer?: readonly string[];
  readonly format?: string;
}

export interface ProgressFlags {
  readonly yes?: boolean;
  readonly format?: string;
}

/** What is kept of the learner on this computer. */
export const progressFor = ({ err }: Terminal): ProgressStore =>
  openProgress(stateDirectory(process.env), err);

export const now = (): Date => new Date();

const lettersIn = (answer: readonly string[] | undefined): readonly string[] | undefined =>
  answer?.flatMap((value) => value.split(','));

/** The learner's own site; the course's names mean the lab, as everywhere. */
const siteOf = async (host: string | undefined, signal: AbortSignal): Promise<Pick<LookWorld, 'site'>> => {
  if (host === undefined) return {};
  const { meansLab, targetOf } = await import('./target.ts');
  const { withSiteLooks } = await import('./site-looks.ts');
  const target = targetOf(host, {}, await workingDirectoryConfig());
  if (meansLab({}, target.site)) return {};
  return { site: { host: target.site.ascii, withLooks: withSiteLooks(target, signal) } };
};

const pretestIn = async (terminal: Terminal, options: PretestOptions): Promise<number> => {
  const { pretest } = await import('./commands/pretest.ts');
  const progress = progressFor(terminal);
  return pretest(terminal, options, { course: await courseFor(progress), progress, now });
};

/** `learn`, with the lessons, the learner's progress and a lab to look at. */
export const learnIn = (
  terminal: Terminal,
  lesson: string | undefined,
  flags: LearnFlags,
): Promise<number> => {
  const { answer, test, host, ...rest } = flags;
  const letters = lettersIn(answer);
  if (test !== undefined)
    return pretestIn(terminal, { topic: test, ...rest, ...(letters ? { answer: letters } : {}) });
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
      recordings: loadRecordings,
      ...(await siteOf(host, signal)),
      test: (topic) => pretestIn(terminal, { topic }),
      drill: async (id) => (await import('./commands/drill.ts')).drill(terminal, id, {}),
      now,
    }),
  );
};

/** What was broken where somebody looked, and the lesson that the check names. */
const foundByCheck = async (): Promise<Met[]> => {
  const { checks } = await import('../catalog.ts');
  return allLooks().flatMap(({ looks }) =>
    Object.entries(looks).flatMap(([id, { takenAt, findings }]): Met[] => {
      const lesson = checks.find((check) => check.id === id)?.words.lesson;
      return lesson !== undefined && findings.some(({ status }) => status === 'broken')
        ? [{ at: takenAt, lesson }]
        : [];
    }),
  );
};

/** A fault of the lab that was not found yet, by the box it lies in. */
const notFound = ({ challenges = {} }: Progress): Met[] =>
  Object.entries(challenges).flatMap(([id, { state, at }]): Met[] => {
    const hop = hops.find((one) => id.startsWith(`${one}/`));
    return state === 'started' && hop !== undefined ? [{ at, hop }] : [];
  });

const courseFor = async (progress: ProgressStore): Promise<Course> => ({
  lessons: inOrder(await loadLessons()),
  ideas: await loadMisconceptions(),
  met: [...(await foundByCheck()), ...notFound(await progress.read())],
});

/** `review`: what is due again. */
export const reviewIn = async (terminal: Terminal, { answer, ...flags }: ReviewFlags): Promise<number> => {
  const { review } = await import('./commands/review.ts');
  const progress = progressFor(terminal);
  const letters = lettersIn(answer);
  const options = { ...flags, format: textOrJson(flags.format), ...(letters ? { answer: letters } : {}) };
  return review(terminal, options, { course: await courseFor(progress), progress, now });
};

type ProgressCall = ProgressFlags & {
  readonly action: 'show' | 'export' | 'import' | 'reset';
  readonly file?: string;
};

/** `progress [export | import FILE | reset]`. */
export const progressIn = async (
  terminal: Terminal,
  { action, file = '', yes = false, format }: ProgressCall,
): Promise<number> => {
  const commands = await import('./commands/progress.ts');
  const progress = progressFor(terminal);
  if (action === 'export') return commands.exportProgress(terminal, progress);
  if (action === 'import') return commands.importProgress(terminal, file, progress);
  if (action === 'reset') return commands.resetProgress(terminal, yes, progress);
  return commands.showProgress(terminal, textOrJson(format), {
    course: await courseFor(progress),
    progress,
    now,
  });
};

/** `lab challenge`: what was found and mended counts as learned. */
export const challengeIn = (terminal: Terminal, flags: ChallengeFlags): Promise<number> =>
  interruptible(async (signal) => {
    const { challenge } = await import('./commands/challenge.ts');
    return challenge(terminal, flags, { progress: progressFor(terminal), signal, now });
  });
