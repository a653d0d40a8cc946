import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabDescription } from './description.ts';
import { codeOf, LabError } from './errors.ts';
import { readJson } from './json.ts';
import type { ProcessIdentity } from './life.ts';
import { isAlive } from './life.ts';
import { holderOf, takeLock } from './lock.ts';
import { sweep } from './place.ts';
import { makeQueue } from './queue.ts';
import { stateDirectory } from './user-directories.ts';
import { until } from './wait.ts';

export { sweep } from './place.ts';

/** The right to be the lab that others find. */
export interface Claim {
  /** Writes down what this lab is like now, readable for its user alone. */
  readonly publish: (description: LabDescription) => Promise<void>;
  readonly release: () => Promise<void>;
}

const fileIn = (state: string): string => join(state, 'lab.json');

const write = async (file: string, description: LabDescription): Promise<void> => {
  const next = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(next, JSON.stringify(description), { mode: 0o600 });
  await rename(next, file);
};

const running = ({ pid }: ProcessIdentity): LabError =>
  new LabError(`A lab is running already (process ${pid}).`, 'Stop it first: infra-tutor lab down');

/**
 * Becomes the one registered lab of this user.
 * @throws {LabError} when there is one already, or one is just starting
 */
export const claimLab = async (): Promise<Claim> => {
  const state = await stateDirectory();
  const lock = await takeLock(state);
  if ('heldBy' in lock) throw running(lock.heldBy);
  let released = false;
  const inTurn = makeQueue();
  return {
    publish: (description) =>
      inTurn(async () => {
        if (!released) await write(fileIn(state), description);
      }),
    release: () =>
      inTurn(async () => {
        if (released) return;
        released = true;
        await rm(fileIn(state), { force: true });
        await lock.release();
      }),
  };
};

/** The registered lab, if its supervisor is alive. */
export const runningLab = async (): Promise<LabDescription | undefined> => {
  const lab = await readJson<LabDescription>(fileIn(await stateDirectory()));
  return lab?.version === 1 && (await isAlive(lab)) ? lab : undefined;
};

const signal = async (owner: ProcessIdentity, name: NodeJS.Signals): Promise<void> => {
  if (!(await isAlive(owner))) return;
  try {
    process.kill(owner.pid, name);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return;
    throw new LabError(
      `The lab belongs to another account (${codeOf(error)}).`,
      'Stop it as the one who started it.',
      {
        cause: error,
      },
    );
  }
};

const graceMs = 5000;

/**
 * Stops the registered lab, also one that is just starting, and clears what dead ones have left.
 * @returns whether there was one
 */
export const stopRunningLab = async (): Promise<boolean> => {
  const owner = await holderOf(await stateDirectory());
  if (owner) {
    const isGone = async () => !(await isAlive(owner));
    await signal(owner, 'SIGTERM');
    if (!(await until(isGone, { ms: graceMs, every: 5 }))) await signal(owner, 'SIGKILL');
    await until(isGone, { ms: graceMs, every: 5 });
  }
  await sweep();
  return owner !== undefined;
};
