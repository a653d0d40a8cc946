import { access, constants, readdir, realpath, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where servers are installed although a user's PATH often leaves it out. */
const serverDirectories = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/bin',
  '/usr/local/bin',
  '/usr/libexec',
  '/usr/local/mysql/bin',
  '/opt/homebrew/bin',
  '/opt/homebrew/opt/nginx/bin',
  '/opt/homebrew/opt/mariadb/bin',
  '/opt/homebrew/opt/mysql/bin',
  '/usr/local/opt/mariadb/bin',
  '/usr/local/opt/mysql/bin',
];

const isProgram = async (file: string): Promise<boolean> => {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
};

const directories = (): readonly string[] => [
  ...(process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute),
  ...serverDirectories,
];

/** The path of an installed program with its links resolved, or nothing. */
export const findBinary = async (name: string): Promise<string | undefined> => {
  for (const directory of directories()) {
    const file = join(directory, name);
    if (await isProgram(file)) return realpath(file);
  }
  return undefined;
};

/** The newest of a program that Debian installs with its version in its name (`php-fpm8.2`). */
export const findVersioned = async (name: string): Promise<string | undefined> => {
  const lists = await Promise.all(directories().map((one) => readdir(one).catch(() => [])));
  const versions = lists
    .flat()
    .filter((one) => one.startsWith(name) && /^\d+(\.\d+)?$/.test(one.slice(name.length)))
    .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return (await findBinary(name)) ?? (versions[0] === undefined ? undefined : findBinary(versions[0]));
};
