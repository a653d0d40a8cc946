import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Observed } from '../engine/inspect.ts';
import { NotARun, readRun, savedRun } from '../saved/run.ts';
import { tool } from './tool.ts';
import { UsageError } from './usage-error.ts';
import { textFile } from './values.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'you may not',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is no directory',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
};

const reasonOf = (error: unknown): string => {
  const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException;
  return reasons[code] ?? code;
};

const failed = (option: string, file: string, doing: string, error: unknown): UsageError =>
  new UsageError(`${option} ${file}: cannot be ${doing}: ${reasonOf(error)}.`, { cause: error });

/** A file that is the old one or the new one, never a part of it (rename(2)). */
export interface WholeFile {
  write(text: string): void;
  /** Leaves nothing behind when there is nothing to write. */
  discard(): void;
}

/**
 * A file for `--save`, made sure of before anything is done.
 * @throws {UsageError} when it cannot be written
 */
export const wholeFile = (file: string): WholeFile => {
  const beside = `${file}.${process.pid}.tmp`;
  let descriptor: number;
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
      throw Object.assign(new Error(), { code: 'EISDIR' });
    descriptor = openSync(beside, 'wx', 0o600);
  } catch (error) {
    throw failed('--save', file, 'written', error);
  }
  return {
    write(text) {
      try {
        writeFileSync(descriptor, text);
        fsyncSync(descriptor);
        closeSync(descriptor);
        renameSync(beside, file);
      } catch (error) {
        rmSync(beside, { force: true });
        throw failed('--save', file, 'written', error);
      }
    },
    discard() {
      closeSync(descriptor);
      rmSync(beside, { force: true });
    },
  };
};

/** A place for a run. */
export interface SaveFile extends Pick<WholeFile, 'discard'> {
  /** @returns one line that says what was kept and what was not */
  write(observed: Observed): string;
}

/**
 * A place for a run, made sure of before anything is contacted.
 * @throws {UsageError} when it cannot be written
 */
export const saveFile = (file: string): SaveFile => {
  const whole = wholeFile(file);
  return {
    write(observed) {
      const { text, masked } = savedRun(observed, tool);
      whole.write(text);
      const without = masked.length > 0 ? ` (${masked.join(', ')} masked)` : '';
      return `Saved to ${file}${without}. To see it again: infra-tutor check --replay ${file}`;
    },
    discard: () => whole.discard(),
  };
};

/** Bytes; far more than a run of ours ever has: bodies and chains are capped. */
const largest = 32 * 1_048_576;

/**
 * What a saved run saw, and the version that saw it.
 * @throws {UsageError} when the file cannot be read, or is no saved run
 */
export const replayedRun = (file: string): ReturnType<typeof readRun> => {
  const text = textFile('--replay', file, largest);
  try {
    return readRun(text);
  } catch (error) {
    if (error instanceof NotARun)
      throw new UsageError(`--replay ${file}: ${error.message}.`, { cause: error });
    throw error;
  }
};
