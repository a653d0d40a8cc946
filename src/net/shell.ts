import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Way } from '../model/command.ts';
import { commandLine, shellWord, type Command } from '../model/command.ts';
import type { ProbeId } from '../model/evidence.ts';
import { exitOf, lastLines, sshEnvironment, sshShell } from './ssh.ts';
import type { Gate } from './gate.ts';
import { limits } from './limits.ts';
import { beginning, outputOf, type Output } from './shell-output.ts';

/** What a command line came to on the server. */
export interface Ran extends Output {
  readonly state: 'ended';
  /** As it was run, and as a person can type it. */
  readonly command: string;
}

/** Why there is nothing to read: there was no shell, or it was gone before its turn. */
export interface NotRun {
  readonly state: 'no-shell' | 'silent' | 'cut-short';
  /** The last words of ssh, or of the shell, when it gave up by itself. */
  readonly said: readonly string[];
  /** It could not be started. */
  readonly code?: string;
  /** Of ssh, or of the shell; ssh's own failures are 255 (ssh(1), EXIT STATUS). */
  readonly exitCode?: number;
}

/** One shell on the server, opened with the first command, for all that is run there, one after the other. */
export interface Shell {
  run(probe: ProbeId, command: Command): Promise<Ran | NotRun>;
  close(): void;
}

interface Opened {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly exitCode: number | null; readonly code?: string }>;
  readonly words: () => readonly string[];
}

/**
 * Its own language and its own paths, whatever the account has set: what is read is written in one way, and
 * administrators' programs are found.
 */
const settings = 'LC_ALL=C PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"; export LC_ALL PATH; unset HISTFILE';

/**
 * The command with its output between marks that nobody on the server can know. It gets no input, no more time and no
 * more room than it may have, where timeout(1) is there; its exit code is the last word on standard error.
 */
const framed = (line: string, mark: string): string =>
  [
    `printf '%s\\n' '${beginning(mark)}'; printf '%s\\n' '${beginning(mark)}' >&2`,
    `{ $T sh -c ${shellWord(line)} </dev/null; printf '\\n%s %s\\n' ${mark} "$?" >&2; } | head -c ${limits.shell.bytes + 1}`,
    `printf '\\n%s\\n' ${mark}; printf '\\n%s\\n' ${mark} >&2`,
    '',
  ].join('\n');

const prologue = `${settings}; T=; if timeout 1 true 2>/dev/null; then T="timeout ${limits.shell.command / 1000}"; fi\n`;

const open = (gate: Gate, way: Way): Opened => {
  const [file, args] =
    way === 'here' ? (['sh', []] as const) : (['ssh', sshShell(gate.target.ssh ?? '')] as const);
  const child = spawn(file, args, {
    env: sshEnvironment(),
    stdio: 'pipe',
    cwd: '/',
    detached: way === 'here',
  });
  for (const pipe of child.stdio) pipe?.on('error', () => {});
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('utf8')).slice(-limits.ssh.wordsBytes);
  });
  child.stdin?.write(prologue);
  return { child, ended: exitOf(child), words: () => lastLines(words) };
};

/** Also what it has started: the shell of this computer is the first of its process group. */
const kill = (child: ChildProcess, way: Way): void => {
  try {
    if (way === 'here' && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It is gone already.
  }
};

/** A shell whose input has ended goes by itself, and so does the ssh that led to it. */
const end = ({ child, ended }: Opened, way: Way): void => {
  child.stdin?.end();
  const timer = setTimeout(() => kill(child, way), limits.ssh.end);
  void ended.then(() => clearTimeout(timer));
};

/** A shell of this computer, or one that the user's own ssh opens on the server. */
export const createShell = (gate: Gate): Shell => {
  const way: Way = gate.target.inside?.way ?? 'here';
  let opened: Opened | undefined;
  let gone: NotRun | undefined;
  let before: Promise<unknown> = Promise.resolve();
  const close = (): void => {
    if (opened) end(opened, way);
  };
  const giveUp = (why: NotRun): NotRun => {
    gone ??= why;
    close();
    return why;
  };
  const ask = async (line: string): Promise<Ran | NotRun> => {
    if (gone) return gone;
    if (gate.signal.aborted) return { state: 'cut-short', said: [] };
    const isFirst = opened === undefined;
    opened ??= open(gate, way);
    if (isFirst) gate.owns(close);
    const { child, ended, words } = opened;
    const mark = randomBytes(16).toString('hex');
    const output = outputOf(
      child,
      mark,
      gate.signal,
      limits.shell.command * 2 + (isFirst ? limits.ssh.connect : 0),
    );
    child.stdin?.write(framed(line, mark));
    const first = await Promise.race([output.whole, ended]);
    if ('out' in first) return { state: 'ended', command: line, ...first };
    if ('why' in first) return giveUp({ state: first.why, said: first.why === 'silent' ? words() : [] });
    output.stop();
    const { code, exitCode } = first;
    return giveUp({
      state: 'no-shell',
      said: words(),
      ...(code ? { code } : {}),
      ...(exitCode === null ? {} : { exitCode }),
    });
  };
  return {
    run(probe, command) {
      gate.admits({ probe, protocol: 'shell', address: command.template, port: 0 });
      const mine = before.then(() => ask(commandLine(command)));
      before = mine.catch(() => {});
      return mine;
    },
    close,
  };
};
