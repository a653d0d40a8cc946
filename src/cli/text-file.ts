import { readFile, stat } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

/** Bytes; the longest exercise of ours has a tenth of it. */
const longest = 64 * 1024;

/**
 * A short text that somebody has written.
 * @throws {UsageError} when it cannot be read, with the option behind which its name stood
 */
export const textFile = async (option: string, file: string): Promise<string> => {
  try {
    const found = await stat(file);
    if (!found.isFile()) throw new UsageError(`${option} ${file}: that is no file.`);
    if (found.size > longest) throw new UsageError(`${option} ${file}: it is larger than ${longest} bytes.`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UsageError(`${option} ${file} cannot be read (${code}).`, { cause: error });
  }
};
