import {
  existsSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { xdgDirectory } from '../model/xdg.ts';
import { Locked, withLock } from './lock.ts';
import { emptyProgress, readProgress, type Progress } from './record.ts';

/** The learner's progress, kept in one file. Every failure to keep it is said once, and never stops a lesson. */
export interface ProgressStore {
  read(): Promise<Progress>;
  /** Applies a change to what is in the file now; resolves with the result. */
  update(change: (progress: Progress) => Progress): Promise<Progress>;
  /** Whether the last change reached the disk. */
  readonly saved: boolean;
}

const fileName = 'progress.json';

/** `$XDG_STATE_HOME/infra-tutor` or `~/.local/state/infra-tutor`; none without a home. */
export const stateDirectory = (env: Readonly<Record<string, string | undefined>>): string | undefined => {
  const home = env['HOME'] || env['USERPROFILE'];
  return xdgDirectory(env['XDG_STATE_HOME'], home && existsSync(home) ? home : undefined, '.local/state');
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

const contentOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Only the holder of the lock writes and takes over, so what else lies here was left by a process that was killed. */
const sweep = (file: string): void => {
  const ours = (name: string): boolean =>
    name.startsWith(`${basename(file)}.lock.`) ||
    (name.startsWith(`${basename(file)}.`) && name.endsWith('.tmp'));
  for (const name of readdirSync(dirname(file)).filter(ours))
    rmSync(join(dirname(file), name), { force: true });
};

/** The old content or the new one, never a part: written beside, flushed, then renamed over (rename(2)). */
const writeWhole = (file: string, text: string, held: () => boolean): void => {
  sweep(file);
  const beside = `${file}.${process.pid}.tmp`;
  const descriptor = openSync(beside, 'w', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  if (!held()) throw new Locked(file);
  renameSync(beside, file);
};

const setAside = (file: string): string => {
  const aside = join(
    dirname(file),
    `progress.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}.json`,
  );
  renameSync(file, aside);
  return aside;
};

/** A file of a newer version is left alone. */
class Newer extends Error {
  override readonly name = 'Newer';
}

const load = (file: string, say: (sentence: string) => void, held: () => boolean): Progress => {
  const text = contentOf(file);
  const known = text === undefined ? emptyProgress : readProgress(text);
  if (known === 'newer') throw new Newer(file);
  if (known !== 'damaged') return known;
  if (!held()) throw new Locked(file);
  say(`The progress file could not be read. It was kept as ${setAside(file)}, and a new one was started.`);
  return emptyProgress;
};

const whyNot = (directory: string, error: unknown): string => {
  if (error instanceof Newer)
    return 'Progress is not saved: the file was written by a newer version of infra-tutor.';
  if (error instanceof Locked)
    return `Progress is not saved now: another process holds ${join(directory, fileName)}.lock.`;
  if (codeOf(error) === '') throw error;
  return `Progress is not saved: ${directory} cannot be written (${codeOf(error)}).`;
};

const inMemory = (say: () => void): ProgressStore => {
  let progress = emptyProgress;
  return {
    saved: false,
    read: async () => progress,
    update: async (change) => {
      say();
      progress = change(progress);
      return progress;
    },
  };
};

const once = (say: (sentence: string) => void): ((sentence: string) => void) => {
  const said = new Set<string>();
  return (sentence) => {
    if (!said.has(sentence)) say(sentence);
    said.add(sentence);
  };
};

/** What is known without the file: the last state seen, with every change that could not be saved. */
const inFile = (directory: string, say: (sentence: string) => void): ProgressStore => {
  const file = join(directory, fileName);
  let last = emptyProgress;
  let saved = false;
  const locked = <T>(work: (held: () => boolean) => T): Promise<T> => {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return withLock(`${file}.lock`, work);
  };
  const readNow = async (): Promise<Progress> => {
    const text = contentOf(file);
    const known = text === undefined ? emptyProgress : readProgress(text);
    return typeof known === 'string' ? locked((held) => load(file, say, held)) : known;
  };
  return {
    get saved() {
      return saved;
    },
    read: async () => {
      try {
        last = await readNow();
      } catch (error) {
        say(whyNot(directory, error));
      }
      return last;
    },
    update: async (change) => {
      try {
        last = await locked((held) => {
          const changed = change(load(file, say, held));
          writeWhole(file, `${JSON.stringify(changed, null, 2)}\n`, held);
          return changed;
        });
        saved = true;
      } catch (error) {
        say(whyNot(directory, error));
        saved = false;
        last = change(last);
      }
      return last;
    },
  };
};

/** Opens the progress in `directory`; without one it is kept for this run only. `say` hears each trouble once. */
export const openProgress = (
  directory: string | undefined,
  say: (sentence: string) => void,
): ProgressStore => {
  const tell = once(say);
  return directory === undefined
    ? inMemory(() => tell('Progress is not saved: there is no home directory (HOME is not set).'))
    : inFile(directory, tell);
};
