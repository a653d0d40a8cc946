import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { bin } from './run-cli.ts';

export interface Screen {
  /** What a person sees, and what has scrolled away above it. */
  text(): string;
  send(keys: string): void;
  /** Resolves with the screen once it shows this; rejects with the screen that was there instead. */
  waitFor(shown: RegExp, ms?: number): Promise<string>;
  readonly raw: () => string;
  /** Ends the program at once, as kill -9 does. */
  kill(): void;
  readonly exited: Promise<number>;
}

/** The program in a real pseudo-terminal, with a terminal emulator that reads what it writes. */
export const inTerminal = (args: readonly string[], home: string, { cols = 60, rows = 24 } = {}): Screen => {
  const terminal = new xterm.Terminal({ cols, rows, scrollback: 1_000, allowProposedApi: true });
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    TMPDIR: home,
    LC_ALL: 'C.UTF-8',
    TERM: 'xterm-256color',
  };
  const child = spawn(process.execPath, [bin, ...args], {
    cols,
    rows,
    name: 'xterm-256color',
    cwd: home,
    env,
  });
  let raw = '';
  let waiting: (() => void)[] = [];
  child.onData((data) => {
    raw += data;
    terminal.write(data, () => {
      for (const look of waiting) look();
    });
  });
  // Answers the terminal gives by itself, to a question for the cursor's place.
  terminal.onData((data) => child.write(data));
  const text = (): string => {
    const { active } = terminal.buffer;
    return Array.from({ length: active.length }, (_, at) => active.getLine(at)?.translateToString(true) ?? '')
      .join('\n')
      .trimEnd();
  };
  return {
    text,
    raw: () => raw,
    send: (keys) => child.write(keys),
    kill: () => child.kill('SIGKILL'),
    exited: new Promise((resolve) => child.onExit(({ exitCode }) => setTimeout(resolve, 30, exitCode))),
    waitFor: (shown, ms = 8_000) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!shown.test(text())) return;
          clearTimeout(timer);
          waiting = waiting.filter((one) => one !== look);
          resolve(text());
        };
        const timer = setTimeout(
          () => reject(new Error(`no ${String(shown)} on the screen:\n${text()}`)),
          ms,
        );
        waiting.push(look);
        look();
      }),
  };
};

export const keys = { enter: '\r', down: '\u001b[B', up: '\u001b[A', ctrlC: '\u0003' } as const;
