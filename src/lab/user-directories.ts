import { constants, existsSync } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { xdgDirectory } from '../model/xdg.ts';
import { makeLabsRoot } from './place.ts';

/** The user's home where there is one: nobody's home is made here, and a user without an account has none. */
const home = (): string | undefined => {
  try {
    return existsSync(homedir()) ? homedir() : undefined;
  } catch {
    return undefined;
  }
};

const xdg = (variable: string, fallback: string): string | undefined =>
  xdgDirectory(process.env[variable], home(), fallback);

const isWritable = async (directory: string): Promise<boolean> => {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The user's own directory if it can be written, otherwise one beside the labs. */
const firstWritable = async (directory: string | undefined, name: string): Promise<string> => {
  if (directory && (await isWritable(directory))) return directory;
  const other = join(await makeLabsRoot(), name);
  await mkdir(other, { recursive: true, mode: 0o700 });
  return other;
};

/** Where things are kept that can be made again: `$XDG_CACHE_HOME`, or `~/.cache`. */
export const cacheDirectory = (): Promise<string> => firstWritable(xdg('XDG_CACHE_HOME', '.cache'), 'cache');

/** Where it is written which lab is running: `$XDG_STATE_HOME`, or `~/.local/state`. */
export const stateDirectory = (): Promise<string> =>
  firstWritable(xdg('XDG_STATE_HOME', '.local/state'), 'state');
