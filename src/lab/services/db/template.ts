import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson } from '../../json.ts';
import type { Place } from '../../place.ts';
import { handOver } from '../../place.ts';
import { cacheDirectory } from '../../user-directories.ts';
import { copyTree } from './copy.ts';
import type { ServerKind } from './detect.ts';

/** A data directory with its tables, made once and copied for every lab. */
export interface Template {
  readonly directory: string;
  /** What made it, and may use it. */
  readonly server: ServerKind;
}

const describedIn = (directory: string): string => join(directory, 'server.json');
const dataIn = (directory: string): string => join(directory, 'data');

/** Where the template lies, or would lie, for this build of the server and these tables. */
export const templatePath = async (build: string, sql: string): Promise<string> => {
  const key = createHash('sha256').update(build).update('\0').update(sql).digest('hex').slice(0, 24);
  return join(await cacheDirectory(), `database-${key}`);
};

export const findTemplate = async (directory: string): Promise<Template | undefined> => {
  const server = await readJson<ServerKind>(describedIn(directory));
  return server && { directory, server };
};

/** Copies a template to where a lab's server keeps its data. */
export const unpack = async ({ directory }: Template, place: Place, data: string): Promise<void> => {
  await handOver(place, copyTree(dataIn(directory), data));
};

export const discard = (directory: string): Promise<void> => rm(directory, { recursive: true, force: true });

const leftoverAgeMs = 10 * 60_000;

/** What was being kept when its maker was killed. */
const sweepLeftovers = async (cache: string): Promise<void> => {
  const names = (await readdir(cache)).filter((name) => name.startsWith('making-'));
  for (const name of names) {
    const { mtimeMs } = await stat(join(cache, name));
    if (Date.now() - mtimeMs > leftoverAgeMs) await discard(join(cache, name));
  }
};

/**
 * Keeps a copy of a finished data directory as a template. It is whole or not there: the rename is one step.
 * That it cannot be kept is no failure, and neither is that somebody else was faster.
 */
export const keep = async (data: string, { directory, server }: Template): Promise<void> => {
  const making = join(directory, '..', `making-${randomBytes(6).toString('hex')}`);
  try {
    await sweepLeftovers(join(directory, '..'));
    await mkdir(making, { mode: 0o700 });
    copyTree(data, dataIn(making));
    await writeFile(describedIn(making), JSON.stringify(server), { mode: 0o600 });
    await rename(making, directory);
  } catch {
    await discard(making).catch(() => undefined);
  }
};
