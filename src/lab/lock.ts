import { randomBytes } from 'node:crypto';
import { link, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './errors.ts';
import { readJson } from './json.ts';
import type { ProcessIdentity } from './life.ts';
import { isAlive, ourselves } from './life.ts';

/**
 * One holder at a time, and a dead holder is no obstacle. The lock is the file with the highest number; the next
 * one takes the number after it, which only one can create. The highest is never removed, only outnumbered, so
 * whoever acts on an old view of the directory finds a higher number afterwards and steps back.
 */
export interface Lock {
  readonly release: () => Promise<void>;
}

const prefix = 'lab.lock.';
const fileOf = (directory: string, number: number): string => join(directory, `${prefix}${number}`);

const numbers = async (directory: string): Promise<readonly number[]> => {
  const names = await readdir(directory).catch(() => []);
  return names
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(name.slice(prefix.length)))
    .filter(Number.isInteger)
    .toSorted((a, b) => a - b);
};

/** Who holds the lock now. */
export const holderOf = async (directory: string): Promise<ProcessIdentity | undefined> => {
  const top = (await numbers(directory)).at(-1);
  const owner = top === undefined ? undefined : await readJson<ProcessIdentity>(fileOf(directory, top));
  return owner && (await isAlive(owner)) ? owner : undefined;
};

const written = async (directory: string, content: ProcessIdentity | null): Promise<string> => {
  const file = join(directory, `${prefix}${randomBytes(6).toString('hex')}.new`);
  await writeFile(file, JSON.stringify(content), { mode: 0o600 });
  return file;
};

/** Creates the numbered file with its content, or tells that somebody else has. */
const create = async (directory: string, number: number, owner: ProcessIdentity): Promise<boolean> => {
  const file = await written(directory, owner);
  try {
    await link(file, fileOf(directory, number));
    return true;
  } catch (error) {
    if (['EEXIST', 'ENOENT'].includes(codeOf(error) ?? '')) return false;
    throw error;
  } finally {
    await rm(file, { force: true });
  }
};

const clear = async (directory: string, except: number): Promise<void> => {
  const names = await readdir(directory);
  const others = names.filter((name) => name.startsWith(prefix) && name !== `${prefix}${except}`);
  await Promise.all(others.map((name) => rm(join(directory, name), { force: true })));
};

/** Takes the lock, or tells who holds it. */
export const takeLock = async (directory: string): Promise<Lock | { readonly heldBy: ProcessIdentity }> => {
  const owner = await ourselves();
  for (;;) {
    const top = (await numbers(directory)).at(-1) ?? 0;
    const heldBy = await holderOf(directory);
    if (heldBy) return { heldBy };
    const mine = top + 1;
    if (!(await create(directory, mine, owner))) continue;
    if (((await numbers(directory)).at(-1) ?? 0) > mine) {
      await rm(fileOf(directory, mine), { force: true });
      continue;
    }
    await clear(directory, mine);
    return { release: async () => rename(await written(directory, null), fileOf(directory, mine)) };
  }
};
