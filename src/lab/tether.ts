import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import type { Account } from './account.ts';
import { codeOf, LabError } from './errors.ts';
import { settles } from './wait.ts';

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A program that dies with us, even when we are killed with SIGKILL, and takes its own children along. */
export interface Child {
  readonly pid: number;
  /** Settles when the program has ended; its leftover children are killed then. */
  readonly ended: Promise<Ending>;
  readonly isRunning: () => boolean;
  /** Asks it to end with SIGTERM and kills it when it has not after `graceMs` milliseconds. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

export interface Running {
  readonly cwd: string;
  /** Collects what it prints. */
  readonly log: string;
  /** A file to read as standard input. */
  readonly input?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
  /** Whom it runs as; absent: as we do. */
  readonly account?: Account | undefined;
  /** Aborted: the program is killed at once. */
  readonly signal?: AbortSignal;
}

/**
 * Runs "$@" so that it cannot outlive us. File descriptor 3 is a pipe whose other end only we hold: the read returns
 * when it is closed, on purpose or because we died, of whatever. Then the whole process group is killed, which is the
 * program, everything it started, and the watcher itself. The program takes the shell's place, so signals reach it.
 */
const script = '(read -r _ <&3; kill -s KILL 0) </dev/null >/dev/null 2>&1 & exec 3<&-; exec "$@"';

const cannotStart = (command: string, error: Error): LabError =>
  codeOf(error) === 'ENOENT'
    ? new LabError('The lab needs /bin/sh to start its servers, and there is none.', 'Install a POSIX shell.')
    : new LabError(`${command} could not be started: ${error.message}.`, 'Look at the error code.', {
        cause: error,
      });

const start = (command: string, args: readonly string[], { cwd, log, input, env, account }: Running) => {
  const output = openSync(log, 'a', 0o600);
  const source = input === undefined ? 'ignore' : openSync(input, 'r');
  try {
    // Detached: in a process group of its own, so that Ctrl-C reaches us alone and the group can be killed at once.
    return spawn('/bin/sh', ['-c', script, 'tether', command, ...args], {
      cwd,
      detached: true,
      stdio: [source, output, output, 'pipe'],
      ...(env ? { env } : {}),
      ...account,
    });
  } finally {
    closeSync(output);
    if (typeof source === 'number') closeSync(source);
  }
};

/**
 * Starts a program on a tether.
 * @throws {LabError} when there is no shell or the program's account is refused
 */
export const tether = async (command: string, args: readonly string[], running: Running): Promise<Child> => {
  const { signal } = running;
  signal?.throwIfAborted();
  const child = start(command, args, running);
  const leash = child.stdio[3];
  const letGo = (): void => void leash?.destroy();
  leash?.on('error', () => undefined);
  signal?.addEventListener('abort', letGo);
  const ended = new Promise<Ending>((resolve) => {
    child.once('exit', (code, why) => {
      signal?.removeEventListener('abort', letGo);
      letGo();
      resolve({ code, signal: why });
    });
  });
  await once(child, 'spawn').catch((error: Error) => {
    letGo();
    throw cannotStart(command, error);
  });
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const stop = async (graceMs = 1500): Promise<void> => {
    if (isRunning()) child.kill('SIGTERM');
    if (!(await settles(ended, graceMs))) letGo();
    await ended;
  };
  return { pid: child.pid ?? 0, ended, isRunning, stop };
};
