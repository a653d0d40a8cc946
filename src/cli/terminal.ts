import { liveRegion, type LiveRegion } from './live.ts';
import { harmless } from '../model/harmless.ts';
import { noInk, type Ink, type Screen } from '../model/screen.ts';

/** Where a command speaks: the only object that holds the process's streams. */
export interface Terminal {
  readonly screen: Screen;
  /** A person is there who sees prompts and can answer them. */
  readonly interactive: boolean;
  /** One or more lines on standard output; the line end is added. */
  readonly out: (text: string) => void;
  /** One or more lines on standard error. */
  readonly err: (text: string) => void;
  /** Bytes on standard output as they are: a document. */
  readonly document: (text: string) => void;
  /** A region that is drawn again in place; absent where that cannot be, in a pipe or on a dumb terminal. */
  readonly live?: LiveRegion;
  readonly ask: Ask;
}

export interface Choice<T> {
  readonly name: string;
  readonly value: T;
}

/** The prompts, loaded when the first one is asked. All throw `PromptClosed` when the person leaves. */
export interface Ask {
  select<T>(message: string, choices: readonly Choice<T>[]): Promise<T>;
  several<T>(message: string, choices: readonly Choice<T>[]): Promise<T[]>;
  confirm(message: string): Promise<boolean>;
  /** `refuse` says why a text cannot be taken; what was typed stays. */
  text(message: string, refuse?: (typed: string) => string | undefined): Promise<string>;
  /** The same, and what is pasted may have several lines. */
  lines(message: string, refuse?: (typed: string) => string | undefined): Promise<string>;
  secret(message: string): Promise<string>;
}

/** The person pressed Ctrl-C or closed the input at a prompt. */
export class PromptClosed extends Error {
  override readonly name = 'PromptClosed';
}

/** What of the environment decides how we write. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTTY: boolean;
  readonly columns: number | undefined;
}

const colourful = ({ env, isTTY }: Surroundings): boolean => {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') return true;
  return isTTY && env['TERM'] !== 'dumb' && env['FORCE_COLOR'] !== '0';
};

const speaksUnicode = ({ env }: Surroundings): boolean => {
  if (env['TERM'] === 'dumb' || env['TERM'] === 'linux') return false;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale);
};

const paint = async (): Promise<Ink> => {
  const { Chalk } = await import('chalk');
  // chalk does not know NO_COLOR and sniffs argv; whether there is colour is decided above.
  const chalk = new Chalk({ level: 1 });
  return {
    good: chalk.green,
    bad: (text) => chalk.bold.red(text),
    warn: chalk.yellow,
    faint: chalk.dim,
    bold: chalk.bold,
    code: chalk.cyan,
  };
};

/** The screen for these surroundings; `plain` asks for ASCII without colour. */
export const screenFor = async (surroundings: Surroundings, plain = false): Promise<Screen> => ({
  columns: Math.max(20, surroundings.columns || Number(surroundings.env['COLUMNS']) || 80),
  unicode: !plain && speaksUnicode(surroundings),
  ink: !plain && colourful(surroundings) ? await paint() : noInk,
});

/** What went wrong repeats what was typed or read, which may hold anything. A terminal gets it broken between words. */
const errorText = async ({ columns }: Screen, isTTY: boolean): Promise<(text: string) => string> => {
  const visible = (text: string): string[] => text.split('\n').map(harmless);
  if (!isTTY) return (text) => visible(text).join('\n');
  const { wrapped } = await import('../model/lines.ts');
  return (text) =>
    visible(text)
      // A command is there to be copied.
      .flatMap((line) => (line.startsWith('  infra-tutor ') ? [line] : wrapped(line, columns)))
      .join('\n');
};

/** The prompts are loaded when the first one is asked. */
const askOn = (screen: Screen): Ask => {
  const loaded = async (): Promise<Ask> => (await import('./prompts.ts')).promptsOn(screen);
  return {
    select: async (...args) => (await loaded()).select(...args),
    several: async (...args) => (await loaded()).several(...args),
    confirm: async (...args) => (await loaded()).confirm(...args),
    text: async (...args) => (await loaded()).text(...args),
    lines: async (...args) => (await loaded()).lines(...args),
    secret: async (...args) => (await loaded()).secret(...args),
  };
};

/** The process's own terminal. */
export const processTerminal = async ({ plain = false }: { plain?: boolean } = {}): Promise<Terminal> => {
  const { stdin, stdout, stderr, env } = process;
  const { isTTY } = stdout;
  const surroundings = { env, isTTY, columns: stdout.columns };
  const screen = await screenFor(surroundings, plain);
  const forError = await errorText(screen, stderr.isTTY);
  return {
    screen,
    interactive: stdin.isTTY && stdout.isTTY,
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${forError(text)}\n`),
    document: (text) => void stdout.write(text),
    ...(isTTY && !plain && env['TERM'] !== 'dumb'
      ? { live: liveRegion((text) => void stdout.write(text), stdout.rows || 24) }
      : {}),
    ask: askOn(screen),
  };
};
