import { access, constants, realpath, stat } from 'node:fs/promises';
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

/** The path of an installed program with its links resolved, or nothing. */
export const findBinary = async (name: string): Promise<string | undefined> => {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  for (const directory of [...onPath, ...serverDirectories]) {
    const file = join(directory, name);
    if (await isProgram(file)) return realpath(file);
  }
  return undefined;
};
