import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { bin } from './run-cli.ts';

/** A piece of a line that looks alike. */
export interface Run {
  readonly column: number;
  readonly text: string;
  /** Number of the palette's first sixteen colours; none for the terminal's own. */
  readonly colour?: number;
  readonly bold: boolean;
  readonly faint: boolean;
}

/** What the screen shows at one moment, line by line. */
export type Frame = readonly (readonly Run[])[];

export interface Screen {
  /** What a person sees, and what has scrolled away above it. */
  text(): string;
  /** What is on the screen now, as it looks. */
  frame(): Frame;
  send(keys: string): void;
  /** Resolves with the screen once it shows this; rejects with the screen that was there instead. */
  waitFor(shown: RegExp, ms?: number): Promise<string>;
  readonly raw: () => string;
  /** Ends the program at once, as kill -9 does. */
  kill(): void;
  readonly exited: Promise<number>;
}

const runsOf = (line: xterm.IBufferLine | undefined, cols: number): readonly Run[] => {
  const runs: Run[] = [];
  for (let column = 0; column < cols; column += 1) {
    const cell = line?.getCell(column);
    const text = cell?.getChars() || ' ';
    const look = {
      ...(cell?.isFgPalette() ? { colour: cell.getFgColor() } : {}),
      bold: Boolean(cell?.isBold()),
      faint: Boolean(cell?.isDim()),
    };
    const last = runs.at(-1);
    const same = last && last.colour === look.colour && last.bold === look.bold && last.faint === look.faint;
    if (same) runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push({ column, text, ...look });
  }
  return runs.filter(({ text }) => text.trim() !== '');
};

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
    frame() {
      const { active } = terminal.buffer;
      return Array.from({ length: rows }, (_, row) => runsOf(active.getLine(active.viewportY + row), cols));
    },
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
