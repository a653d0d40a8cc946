import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { deadline, timeUp, whenLate } from './deadline.ts';
import { limits } from './limits.ts';

/** Between the marks of one command. */
export interface Output {
  readonly out: string;
  readonly err: string;
  /** More came than is read: `out` is the beginning. */
  readonly cut: boolean;
  /** Absent when it was ended because of that. */
  readonly exitCode?: number;
}

interface Reading {
  readonly whole: Promise<Output | { readonly why: 'silent' | 'cut-short' }>;
  stop(): void;
}

/** The line before what a command writes. What comes earlier is a greeting: ~/.bashrc of the account, too, may print. */
export const beginning = (mark: string): string => `${mark}>`;

/** Bytes: of a greeting no more is read over. */
const greeting = 4096;

const withoutGreeting = (text: string, mark: string): string => {
  const line = `${beginning(mark)}\n`;
  const at = text.indexOf(line);
  return at < 0 ? text : text.slice(at + line.length);
};

/** Bytes up to a mark on a line of its own. */
const until = (stream: Readable, mark: string, cap: number): { text: Promise<string>; stop: () => void } => {
  const end = Buffer.from(`\n${mark}\n`);
  let held: Buffer = Buffer.alloc(0);
  let stop = (): void => {};
  const text = new Promise<string>((resolve) => {
    const take = (chunk: Buffer): void => {
      held = Buffer.concat([held, chunk]);
      const at = held.indexOf(end);
      if (at >= 0) {
        stop();
        resolve(held.subarray(0, Math.min(at, cap)).toString('utf8'));
      } else if (held.length > cap + end.length)
        // Its beginning, and of the rest what may hold the mark.
        held = Buffer.concat([held.subarray(0, cap), held.subarray(-end.length)]);
    };
    stop = () => void stream.off('data', take);
    stream.on('data', take);
  });
  return { text, stop };
};

const exitCodeIn = (err: string, mark: string): { readonly err: string; readonly exitCode?: number } => {
  const found = new RegExp(`\\n${mark} (\\d{1,3})\\n?$`).exec(err);
  return found ? { err: err.slice(0, found.index), exitCode: Number(found[1]) } : { err };
};

/** What one command writes until its marks have come on both streams, or the time is over. */
export const outputOf = (
  { stdout, stderr }: ChildProcess,
  mark: string,
  signal: AbortSignal,
  ms: number,
): Reading => {
  if (!stdout || !stderr) throw new Error('a shell without its streams');
  const out = until(stdout, mark, limits.shell.bytes + 1 + greeting);
  const err = until(stderr, mark, limits.shell.errorBytes + greeting);
  const time = deadline(ms, signal);
  const stop = (): void => {
    out.stop();
    err.stop();
    time.stop();
  };
  const late = new Promise<{ readonly why: 'silent' | 'cut-short' }>((resolve) => {
    whenLate(time.signal, () => resolve({ why: timeUp(time.signal) }));
  });
  const both = Promise.all([out.text, err.text]).then((texts): Output => {
    const [said = '', words = ''] = texts.map((text) => withoutGreeting(text, mark));
    const cut = Buffer.byteLength(said) > limits.shell.bytes;
    return { out: said, cut, ...exitCodeIn(words, mark) };
  });
  return { whole: Promise.race([both, late]).finally(stop), stop };
};
