import { readFile } from 'node:fs/promises';

/** What a JSON file of ours holds; nothing when it is not there or was damaged. */
export const readJson = async <T>(file: string): Promise<T | undefined> => {
  try {
    return (JSON.parse(await readFile(file, 'utf8')) as T | null) ?? undefined;
  } catch {
    return undefined;
  }
};
