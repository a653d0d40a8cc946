import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { findBinary } from '../../binary.ts';

/** What a database server is. The name of its file says little: Debian's `mysqld` is MariaDB. */
export interface ServerKind {
  readonly product: 'mariadb' | 'mysql';
  /** `10.11.6`. */
  readonly version: string;
}

/** Tells one build of a server from another without starting it. */
export const buildOf = async (binary: string): Promise<string> => {
  const { size, mtimeMs } = await stat(binary);
  return `${binary}:${size}:${mtimeMs}`;
};

/** Reads what `--version` prints: `mysqld  Ver 8.0.40-0ubuntu0.24.04.1 for Linux on x86_64 ((Ubuntu))`. */
export const parseVersion = (text: string): ServerKind | undefined => {
  const version = /Ver\s+(\d+\.\d+\.\d+)/i.exec(text)?.[1];
  return version ? { version, product: /MariaDB/i.test(text) ? 'mariadb' : 'mysql' } : undefined;
};

export const findDatabaseBinary = async (): Promise<string | undefined> =>
  (await findBinary('mariadbd')) ?? (await findBinary('mysqld'));

/** Asks the server itself what it is; nothing when it does not say so within five seconds. */
export const identify = async (binary: string): Promise<ServerKind | undefined> => {
  const run = promisify(execFile)(binary, ['--no-defaults', '--version'], { timeout: 5000 });
  const { stdout } = await run.catch(() => ({ stdout: '' }));
  return parseVersion(stdout);
};
