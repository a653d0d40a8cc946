import { readFile } from 'node:fs/promises';
import { withCommand, wrapped } from '../../model/lines.ts';
import { mergedProgress } from '../../tutor/merge.ts';
import { overviewOf, progressJson, progressText } from '../../tutor/progress-page.ts';
import type { ProgressStore } from '../../tutor/progress.ts';
import { emptyProgress, readProgress } from '../../tutor/record.ts';
import type { Course } from '../../tutor/review.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

export interface ProgressWorld {
  readonly course: Course;
  readonly progress: ProgressStore;
  now(): Date;
}

/** What is learned, and what is due. */
export const showProgress = async (
  { document, out, screen }: Terminal,
  format: 'text' | 'json',
  world: ProgressWorld,
): Promise<number> => {
  const overview = overviewOf(world.course, await world.progress.read(), world.now());
  if (format === 'json') return (document(progressJson(overview)), 0);
  out(progressText(overview, screen));
  out(
    withCommand('Go on with:', overview.due > 0 ? 'infra-tutor review' : 'infra-tutor learn', screen.columns),
  );
  return 0;
};

/** The whole file, for another computer. */
export const exportProgress = async ({ document }: Terminal, progress: ProgressStore): Promise<number> => {
  document(`${JSON.stringify(await progress.read(), null, 2)}\n`);
  return 0;
};

const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UsageError(`${file} could not be read${code === '' ? '' : ` (${code})`}.`);
  }
};

/** @throws {UsageError} when the file is not one of ours */
export const importProgress = async (
  { out, screen }: Terminal,
  file: string,
  progress: ProgressStore,
): Promise<number> => {
  const there = readProgress(await textOf(file));
  if (there === 'newer')
    throw new UsageError(`${file} was written by a newer version of infra-tutor. Nothing was changed.`);
  if (there === 'damaged')
    throw new UsageError(`${file} is not what infra-tutor progress export writes. Nothing was changed.`);
  await progress.update((here) => mergedProgress(here, there));
  const said = progress.saved
    ? 'Merged: what was done in one of the two is done.'
    : 'Merged for this run only: it could not be saved.';
  out(wrapped(said, screen.columns).join('\n'));
  return progress.saved ? 0 : 1;
};

/** Forgets everything, when the person means it. */
export const resetProgress = async (
  { ask, interactive, out, screen }: Terminal,
  isMeant: boolean,
  progress: ProgressStore,
): Promise<number> => {
  if (!isMeant && !interactive)
    throw new UsageError(
      'This forgets everything that was learned. If you mean it: infra-tutor progress reset --yes',
    );
  if (!isMeant && !(await ask.confirm('Forget everything that was learned on this computer?'))) {
    out('Nothing was changed.');
    return 0;
  }
  await progress.update(() => emptyProgress);
  out(
    wrapped(progress.saved ? 'Everything is forgotten.' : 'It could not be saved.', screen.columns).join(
      '\n',
    ),
  );
  return progress.saved ? 0 : 1;
};
