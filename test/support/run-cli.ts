import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const bin = fileURLToPath(new URL('../../bin/infra-tutor.js', import.meta.url));

/** Ports at which nobody listens: "discard" (RFC 863) for all three. */
export const closedPorts = ['--http-port', '9', '--https-port', '9', '--db-port', '9'] as const;

export interface Ended {
  /** 128 + the signal's number when a signal ended it, as a shell says it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Called with the process when it has started. */
  readonly during?: (child: ChildProcess) => unknown;
  readonly node?: string;
  /** Standard input; without it there is none. */
  readonly input?: string;
}

/** A home of its own, so that neither the tester's settings nor another test's lab are seen. */
export const freshHome = (): string => mkdtempSync(join(tmpdir(), 'it-home-'));

const kept = ['PATH', 'LANG', 'SystemRoot'];

/**
 * Where labs find a database that was made before, as on a computer on which there was a lab already: to make one takes more
 * than all else that a lab does. A test of the first lab of a user takes it away (`XDG_CACHE_HOME: undefined`).
 */
const cache = join(tmpdir(), 'it-test-cache');

const environment = (home: string, own: CliOptions['env'] = {}): Record<string, string> => {
  const inherited = kept.map((name) => [name, process.env[name]]);
  const all = {
    ...Object.fromEntries(inherited),
    HOME: home,
    LC_ALL: 'C.UTF-8',
    TMPDIR: home,
    XDG_CACHE_HOME: cache,
    ...own,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
};

/** Standard error without what it waits for: on a busy computer a check says that. */
export const besidesWaiting = (stderr: string): string => stderr.replaceAll(/^Waiting for .*\n/gm, '');

/** Whatever a failing test leaves running ends with the tests. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGTERM')));

/** Runs the built program as a user does: no terminal, no input, nothing of this process's settings. */
export const cli = async (
  args: readonly string[],
  { env, cwd, during, node = process.execPath, input }: CliOptions = {},
): Promise<Ended> => {
  const home = freshHome();
  const child = spawn(node, [bin, ...args], {
    cwd: cwd ?? home,
    env: environment(home, env),
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(input);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  const ended = new Promise<number>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 128))),
  );
  running.add(child);
  await during?.(child);
  const code = await ended;
  running.delete(child);
  rmSync(home, { recursive: true, force: true });
  return { code, stdout, stderr };
};

export interface RunningCliLab {
  /** What other commands need in their environment to find this lab. */
  readonly env: Readonly<Record<string, string>>;
  /** The state directory's parent (XDG_STATE_HOME). */
  readonly state: string;
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stop(): Promise<void>;
}

/** `lab up` in the foreground, ready when it says so. */
export const startLab = async (home: string): Promise<RunningCliLab> => {
  const state = join(home, 'state');
  const env = {
    HOME: home,
    TMPDIR: home,
    XDG_STATE_HOME: state,
    XDG_CACHE_HOME: cache,
  };
  let child: ChildProcess | undefined;
  let ended: Promise<Ended> | undefined;
  await new Promise<void>((resolve, reject) => {
    ended = cli(['lab', 'up', '--require-real'], {
      env,
      during: (started) => {
        child = started;
        started.stdout?.on('data', (chunk: Buffer) => {
          if (chunk.toString('utf8').includes('The lab is up')) resolve();
        });
      },
    });
    ended.then(
      ({ stderr }) => reject(new Error(`the lab did not start: ${stderr}`)),
      (error: unknown) => reject(error as Error),
    );
  });
  if (!child || !ended) throw new Error('the lab did not start');
  const supervisor = child;
  const over = ended;
  return {
    env,
    state,
    child: supervisor,
    ended: over,
    async stop() {
      supervisor.kill('SIGTERM');
      await over;
      rmSync(home, { recursive: true, force: true });
    },
  };
};
