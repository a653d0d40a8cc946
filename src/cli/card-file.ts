import { hostname } from 'node:os';
import { shellWord } from '../model/command.ts';
import { createMasks, type Masks } from '../saved/mask.ts';
import type { Made } from '../tutor/exercise-card.ts';
import { NotACard, readCards, type Read } from '../tutor/read-card.ts';
import type { Exercise } from '../tutor/types.ts';
import { wholeFile } from './saved-file.ts';
import type { Terminal } from './terminal.ts';
import { tool } from './tool.ts';
import { UsageError } from './usage-error.ts';
import { textFile } from './values.ts';

/** Bytes; a class of two hundred with a long page each has a tenth of it. */
const largest = 64 * 1_048_576;

/** What is kept of a look, and how it is written. */
export interface Keeping<T> {
  readonly file: string;
  /** What they name, everybody may know. */
  readonly exercises: readonly Exercise[];
  /** The file of an exercise of the user's own. */
  readonly own?: string;
  readonly look: () => Promise<T>;
  readonly mask: (whole: T, masks: Masks) => T;
  readonly write: (masked: T, made: Made) => string;
}

/**
 * Looks, and keeps what was seen in a file that was made sure of before.
 * @throws {UsageError} when it cannot be written
 */
export const saving = async <T>(terminal: Terminal, keeping: Keeping<T>): Promise<T> => {
  const { file, exercises, own, look, mask, write } = keeping;
  const place = wholeFile(file);
  let seen: T;
  try {
    seen = await look();
  } catch (error) {
    place.discard();
    throw error;
  }
  const masks = createMasks(JSON.stringify(exercises.map(({ requirements }) => requirements)));
  const kept = mask(seen, masks);
  const masked = [...masks.found].toSorted();
  const text = write(kept, { tool, masked });
  if (Buffer.byteLength(text) > largest) {
    place.discard();
    throw new UsageError(`--save ${file}: more was seen than one file may hold. Cut the list into several.`);
  }
  place.write(text);
  const without = masked.length > 0 ? ` (${masked.join(', ')} masked)` : '';
  const words = `--replay ${shellWord(file)}${own === undefined ? '' : ` --exercise ${shellWord(own)}`}`;
  terminal.err(
    `Saved to ${file}${without}; it names this computer (${hostname()}). To judge it again:\n  infra-tutor exercise check ${words}`,
  );
  return seen;
};

/**
 * Cards that were saved.
 * @throws {UsageError} when the file cannot be read, or holds none
 */
export const cardsIn = (file: string): Read => {
  const text = textFile('--replay', file, largest);
  try {
    return readCards(text);
  } catch (error) {
    if (error instanceof NotACard)
      throw new UsageError(`--replay ${file}: ${error.message}.`, { cause: error });
    throw error;
  }
};
