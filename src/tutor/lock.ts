import { closeSync, fstatSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';

/** Nobody holds the lock longer than a write to a slow disk takes. */
const staleMs = 3000;
const patienceMs = 4000;
/** A lock without its owner in it was left by a process that was killed between two system calls. */
const blankMs = 1000;

interface Owner {
  readonly pid: number;
  /** Unlike every other lock that ever was. */
  readonly token: string;
  readonly ageMs: number;
}

/** Another process holds the lock and did not let go. */
export class Locked extends Error {
  override readonly name = 'Locked';
}

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;

const attempt = <T>(work: () => T, ...expected: readonly string[]): T | undefined => {
  try {
    return work();
  } catch (error) {
    if (expected.includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
};

/** On Windows a file that is just being removed is refused with EPERM, not with EEXIST or ENOENT. */
const windows = ['EPERM', 'EACCES', 'EBUSY'].filter(() => process.platform === 'win32');

const ownerOf = (path: string): Owner | undefined =>
  attempt(
    () => {
      const { mtimeMs, ino } = statSync(path);
      const [pid = '', token = ''] = readFileSync(path, 'utf8').split(' ');
      return {
        pid: Number(pid),
        token: token || `blank-${ino}-${Math.floor(mtimeMs)}`,
        ageMs: Date.now() - mtimeMs,
      };
    },
    'ENOENT',
    ...windows,
  );

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

const isStale = ({ pid, ageMs }: Owner): boolean =>
  pid > 0 ? !lives(pid) || ageMs > staleMs : ageMs > blankMs;

let serial = 0;

/** Creates the lock and makes sure that the file with our words in it is still the one at this path. */
const create = (path: string): string | undefined => {
  serial += 1;
  const token = `${process.pid}-${serial}-${Math.random().toString(36).slice(2)}`;
  const descriptor = attempt(() => openSync(path, 'wx', 0o600), 'EEXIST', ...windows);
  if (descriptor === undefined) return undefined;
  try {
    writeSync(descriptor, `${process.pid} ${token}`);
    const there = attempt(() => statSync(path), 'ENOENT');
    return there?.ino === fstatSync(descriptor).ino ? token : undefined;
  } finally {
    closeSync(descriptor);
  }
};

const remove = (path: string): void => attempt(() => unlinkSync(path), 'ENOENT', ...windows);

/**
 * Removes a dead owner's lock. Only the holder of the lock on exactly this owner's token may do it, and it looks
 * again first: so a lock that somebody took meanwhile is never removed.
 */
const takeOver = (path: string, dead: Owner): void => {
  const right = `${path}.${dead.token}`;
  const token = tryLock(right);
  if (token === undefined) return;
  if (ownerOf(path)?.token === dead.token) remove(path);
  remove(right);
};

const tryLock = (path: string): string | undefined => {
  const token = create(path);
  if (token !== undefined) return token;
  const owner = ownerOf(path);
  if (owner && isStale(owner)) takeOver(path, owner);
  return undefined;
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/**
 * Runs `work` while this process, alone of all, holds the lock file.
 * `held` says whether that is still so: a process that slept too long may have lost it.
 * @throws {Locked} when somebody else keeps it
 */
export const withLock = async <T>(path: string, work: (held: () => boolean) => T): Promise<T> => {
  const end = Date.now() + patienceMs;
  let token = tryLock(path);
  while (token === undefined) {
    if (Date.now() > end) throw new Locked(path);
    await wait(2 + Math.random() * 10);
    token = tryLock(path);
  }
  const held = (): boolean => ownerOf(path)?.token === token;
  try {
    return work(held);
  } finally {
    if (held()) remove(path);
  }
};
