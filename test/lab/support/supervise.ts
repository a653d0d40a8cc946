import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { LabDescription } from '../../../src/lab/description.ts';

export interface Said {
  readonly up?: LabDescription;
  readonly running?: LabDescription;
  readonly stopped?: boolean;
  readonly swept?: number;
  readonly error?: { readonly name: string; readonly message: string; readonly advice: string };
}

export interface Supervisor {
  readonly process: ChildProcess;
  /** Its line; nothing when it ended without one. */
  readonly said: Promise<Said | undefined>;
  readonly ended: Promise<number | null>;
}

export interface Task {
  readonly task?: 'up' | 'change' | 'status' | 'down' | 'sweep';
  readonly options?: object;
  readonly env?: NodeJS.ProcessEnv;
  /** What stands before `node`: `setpriv …`. */
  readonly before?: readonly string[];
}

/** Runs the bundled supervisor. */
export const supervise = (
  file: string,
  { task = 'up', options = {}, env = process.env, before = [] }: Task,
): Supervisor => {
  const [command, ...rest] = [...before, process.execPath, file, task, JSON.stringify(options)];
  const child = spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const said = (async () => {
    for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as Said;
    return undefined;
  })();
  return { process: child, said, ended };
};
