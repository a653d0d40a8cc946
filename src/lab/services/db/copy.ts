import { constants, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies a directory of plain files. Returns the paths that were made, its own first.
 *
 * Not a promise, on purpose: of a hundred small files the copying is the smaller part of the work. Measured, one after
 * the other like this took a fifth of the time of all side by side, and a lab waits for nothing else.
 */
export const copyTree = (from: string, to: string): readonly string[] => {
  mkdirSync(to, { mode: 0o700 });
  const made = readdirSync(from, { withFileTypes: true }).map((entry): readonly string[] => {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) return copyTree(source, target);
    if (!entry.isFile()) return [];
    // Never a hard link: the server writes into these files in place.
    copyFileSync(source, target, constants.COPYFILE_FICLONE);
    return [target];
  });
  return [to, ...made.flat()];
};
