import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRoot, serverAccount, type Account } from '../../../src/lab/account.ts';
import { settles, until } from '../../../src/lab/wait.ts';
import type { Stage } from '../stage.ts';

/** A directory for one server, which runs as nobody when we are root. */
export interface Folder {
  readonly path: string;
  readonly account: Account | undefined;
  /** Writes a file that the server may read, and the directories above it. */
  write(name: string, text: string): Promise<string>;
}

/** Gone when the test ends. Under /tmp, because a Unix socket's path has to be short and nobody has to get there. */
export const folder = async (stage: Stage): Promise<Folder> => {
  const path = await mkdtemp('/tmp/infra-tutor-test-');
  stage.defer(() => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 }));
  const account = await serverAccount();
  const own = async (made: string): Promise<void> => {
    if (account) await chown(made, account.uid, account.gid);
  };
  if (isRoot()) await chmod(path, 0o755);
  await own(path);
  return {
    path,
    account,
    async write(name, text) {
      const file = join(path, name);
      const parent = dirname(file);
      if (parent !== path) {
        await mkdir(parent, { recursive: true });
        await own(parent);
      }
      await writeFile(file, text, { mode: 0o600 });
      await own(file);
      return file;
    },
  };
};

/**
 * Runs "$@" in the process group that this shell leads. The pipe at descriptor 3 ends when we let go of it or die, of
 * whatever; then the whole group is killed.
 */
const leashed = '(read -r _ <&3; kill -s KILL 0) </dev/null >/dev/null 2>&1 & exec 3<&-; exec "$@"';

export interface Child {
  readonly pid: number;
  isRunning(): boolean;
  /** What it has printed so far. */
  said(): Promise<string>;
  stop(): Promise<void>;
}

export interface Running {
  /** Before the command: `nsenter …`. It needs our own rights. */
  readonly enter?: readonly string[];
  /** Not as nobody, although we are root. */
  readonly asOurselves?: boolean;
}

/** Starts a program that dies with us and with the test, its own children too. */
export const start = (
  stage: Stage,
  { path, account }: Folder,
  command: readonly string[],
  { enter = [], asOurselves = enter.length > 0 }: Running = {},
): Child => {
  const log = `${path}/said.log`;
  const output = openSync(log, 'a', 0o600);
  const child = spawn('/bin/sh', ['-c', leashed, 'leash', ...enter, ...command], {
    cwd: path,
    detached: true,
    stdio: ['ignore', output, output, 'pipe'],
    ...(asOurselves ? {} : account),
  });
  closeSync(output);
  const leash = child.stdio[3];
  leash?.on('error', () => {});
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  }).finally(() => leash?.destroy());
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const stop = async (): Promise<void> => {
    if (isRunning()) child.kill('SIGTERM');
    if (!(await settles(ended, 1000))) leash?.destroy();
    await ended;
  };
  stage.defer(stop);
  return { pid: child.pid ?? 0, isRunning, stop, said: () => readFile(log, 'utf8').catch(() => '') };
};

/** A server could not take its port, because somebody was faster. */
class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

/** Resolves when the server is ready, from all that it has printed. */
export const readyWhen = async (
  child: Child,
  ready: (said: string) => boolean | Promise<boolean>,
): Promise<void> => {
  await until(async () => !child.isRunning() || (await ready(await child.said())), { ms: 20_000, every: 5 });
  const said = await child.said();
  if (child.isRunning() && (await ready(said))) return;
  if (/address already in use/i.test(said)) throw new PortTaken(said);
  throw new Error(`a server of the test did not start: ${said}`);
};

/** Once more, with other ports, when somebody took one between our finding it free and the server's using it. */
export const again = async <T>(serve: () => Promise<T>): Promise<T> => {
  for (let left = 3; ; left -= 1) {
    try {
      return await serve();
    } catch (error) {
      if (!(error instanceof PortTaken) || left === 0) throw error;
    }
  }
};
