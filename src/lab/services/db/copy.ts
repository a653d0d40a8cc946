import { constants } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Copies a directory of plain files. Returns the paths that were made, its own first. */
export const copyTree = async (from: string, to: string): Promise<readonly string[]> => {
  await mkdir(to, { mode: 0o700 });
  const entries = await readdir(from, { withFileTypes: true });
  const made = await Promise.all(
    entries.map(async (entry) => {
      const [source, target] = [join(from, entry.name), join(to, entry.name)];
      if (entry.isDirectory()) return copyTree(source, target);
      if (!entry.isFile()) return [];
      // Never a hard link: the server writes into these files in place.
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      return [target];
    }),
  );
  return [to, ...made.flat()];
};
