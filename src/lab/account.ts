import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Whom the lab's servers run as when the lab itself was started by root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export const isRoot = (): boolean => process.getuid?.() === 0;

const fallback: Account = { uid: 65534, gid: 65534 };

/** `nobody` when we are root (MariaDB and MySQL refuse to run as root); otherwise nothing: everybody is us. */
export const serverAccount = async (): Promise<Account | undefined> => {
  if (!isRoot()) return undefined;
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, , uid, gid] = /^nobody:.*$/m.exec(passwd)?.[0].split(':') ?? [];
  const account = { uid: Number(uid), gid: Number(gid) };
  return account.uid > 0 && account.gid > 0 ? account : fallback;
};

const everybodyMay = async (path: string, bit: number): Promise<boolean> => {
  const { mode } = await stat(path).catch(() => ({ mode: 0 }));
  return (mode & bit) === bit;
};

/** Whether any account may pass through all the directories on the way to `path`. */
export const isTraversable = async (path: string): Promise<boolean> => {
  for (let at = path; ; at = dirname(at)) {
    if (!(await everybodyMay(at, 0o001))) return false;
    if (dirname(at) === at) return true;
  }
};

/** Whether any account may read the file at `path`. */
export const isReadable = async (path: string): Promise<boolean> =>
  (await everybodyMay(path, 0o004)) && (await isTraversable(dirname(path)));
