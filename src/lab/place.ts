import { randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { isRoot, isTraversable, serverAccount } from './account.ts';
import { codeOf, LabError } from './errors.ts';
import type { ProcessIdentity } from './life.ts';
import { isAlive, ourselves } from './life.ts';

/** The private directory of one lab, and whom its servers run as. */
export interface Place {
  readonly directory: string;
  /** The process with which the lab lives and dies. */
  readonly owner: ProcessIdentity;
  readonly account?: Account;
}

const uid = process.getuid?.() ?? 0;

/** The path of a Unix socket fits into 104 bytes (sockaddr_un of macOS), and ours adds about 50 to the root's. */
const longestRoot = 54;

/** The servers' configuration files quote nothing, and their account must get through. */
const isUsable = async (directory: string): Promise<boolean> =>
  directory.length <= longestRoot &&
  /^[\w./+-]+$/.test(directory) &&
  (!isRoot() || (await isTraversable(directory)));

/** The directory that holds this user's labs; the same for every run in the same environment. */
export const labsRoot = async (): Promise<string> =>
  join((await isUsable(tmpdir())) ? tmpdir() : '/tmp', `infra-tutor-${uid}`);

/** Others may pass through when the servers run under another account, and see nothing. */
const privateMode = (): number => (isRoot() ? 0o711 : 0o700);

/**
 * Makes the directory that holds this user's labs.
 * @throws {LabError} when somebody else has made it, or nothing can be written there
 */
export const makeLabsRoot = async (): Promise<string> => {
  const root = await labsRoot();
  await mkdir(root, { mode: privateMode() }).catch((error: unknown) => {
    if (codeOf(error) === 'EEXIST') return;
    throw new LabError(
      `The lab cannot make its directory ${root} (${codeOf(error)}).`,
      'Set TMPDIR to a directory you may write to.',
      { cause: error },
    );
  });
  const found = await lstat(root);
  if (!found.isDirectory() || found.uid !== uid)
    throw new LabError(
      `${root} belongs to somebody else, so the lab does not put its files there.`,
      'Set TMPDIR to a directory of your own.',
    );
  if ((found.mode & 0o777) !== privateMode()) await chmod(root, privateMode());
  return root;
};

/**
 * Makes the directory of a new lab. Its name says whose it is, so no half-made one is ever without an owner.
 */
export const makePlace = async (): Promise<Place> => {
  const root = await makeLabsRoot();
  const owner = await ourselves();
  const directory = join(root, `lab-${owner.pid}-${owner.birth}-${randomBytes(3).toString('hex')}`);
  await mkdir(directory, { mode: 0o700 });
  await chmod(directory, privateMode()); // whatever the umask says
  const account = await serverAccount();
  return { directory, owner, ...(account ? { account } : {}) };
};

const own = async (place: Place, path: string): Promise<void> => {
  if (!place.account) return;
  try {
    await chown(path, place.account.uid, place.account.gid);
  } catch (error) {
    // A namespace or container in which root is the only user there is (user_namespaces(7)).
    throw new LabError(
      `Here root cannot give files to another user (${codeOf(error) ?? 'unknown'}), and the database server refuses to run as root.`,
      'Start the lab as an ordinary user.',
      { cause: error },
    );
  }
};

/** A directory in the lab that its servers own; nobody else may enter it. */
export const makeFolder = async (place: Place, name: string): Promise<string> => {
  const path = join(place.directory, name);
  await mkdir(path, { recursive: true, mode: 0o700 });
  await own(place, path);
  return path;
};

/** Writes a file that the servers may read and nobody else may. */
export const writePrivate = async (place: Place, path: string, text: string): Promise<void> => {
  await writeFile(path, text, { mode: 0o600 });
  await own(place, path);
};

/** Gives the servers what was made by us. */
export const handOver = (place: Place, paths: readonly string[]): Promise<unknown> =>
  Promise.all(paths.map((path) => own(place, path)));

/** A server that is just dying may write one more file: then once again. */
export const removePlace = (directory: string): Promise<void> =>
  rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });

const ownerOf = (name: string) => {
  const [, pid, birth] = /^lab-(\d+)-(\d+)-[0-9a-f]+$/.exec(name) ?? [];
  return pid && birth ? { pid: Number(pid), birth } : undefined;
};

/** Removes the directories of labs whose supervisor is gone. Returns how many there were. */
export const sweep = async (): Promise<number> => {
  const root = await labsRoot();
  const names = await readdir(root).catch(() => []);
  const left = await Promise.all(
    names.map(async (name) => {
      const owner = ownerOf(name);
      return owner && !(await isAlive(owner)) ? [join(root, name)] : [];
    }),
  );
  await Promise.all(left.flat().map(removePlace));
  return left.flat().length;
};
