import { open, stat } from 'node:fs/promises';

/** How long a log is now: what comes later was written later. */
export const lengthOf = async (file: string): Promise<number> => {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  return size;
};

/** What was written to a log since it was `from` bytes long. */
export const readSince = async (file: string, from: number): Promise<string> => {
  const log = await open(file).catch(() => undefined);
  if (!log) return '';
  try {
    const { size } = await log.stat();
    const bytes = Buffer.alloc(Math.max(0, size - from));
    const { bytesRead } = await log.read(bytes, 0, bytes.length, from);
    return bytes.toString('utf8', 0, bytesRead);
  } finally {
    await log.close();
  }
};

/** The last lines of what was written to a log since it was `from` bytes long, for a person. */
export const lastLines = async (file: string, from: number, count = 5): Promise<string> =>
  (await readSince(file, from)).trimEnd().split('\n').slice(-count).join('\n');
