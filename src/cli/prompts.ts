import inquirer from 'inquirer';
import { harmless } from '../model/harmless.ts';
import { wrapped } from '../model/lines.ts';
import type { Screen } from '../model/screen.ts';
import { withPastes } from './pasted.ts';
import { PromptClosed, type Ask, type Choice } from './terminal.ts';

const left = (error: unknown): boolean =>
  error instanceof Error && ['ExitPromptError', 'AbortPromptError', 'CancelPromptError'].includes(error.name);

/** The keys that inquirer names with a sign, for screens that have none for them. */
const keyNames: Readonly<Record<string, string>> = { '↑↓': 'up/down', '⏎': 'Enter' };

/** How prompts look here. A tick would say that an answer is right, so an answered one has the sign of a quotation. */
const themeFor = ({ ink, unicode }: Screen, columns: number, isCut: boolean) => ({
  prefix: { idle: ink.bold('?'), done: ink.faint('>') },
  icon: unicode
    ? { cursor: '❯', checked: '◉', unchecked: '◯' }
    : { cursor: '>', checked: '[x]', unchecked: '[ ]' },
  style: {
    message: (text: string) => ink.bold(text),
    answer: (text: string) => ink.code(text),
    highlight: (text: string) => ink.code(text),
    help: (text: string) => ink.faint(text),
    defaultAnswer: (text: string) => ink.faint(`(${text})`),
    error: (text: string) => ink.bad(`> ${text}`),
    keysHelpTip: (keys: readonly (readonly [string, string])[]) => {
      const tips = keys.map(([key, does]) => {
        const name = unicode ? key : (keyNames[key] ?? key);
        return `${name} ${isCut && does === 'navigate' ? 'for more' : does}`;
      });
      return wrapped(ink.faint(tips.join(', ')), columns).join('\n');
    },
  },
});

interface Question {
  readonly type: string;
  readonly message: string;
  /** Some of its choices are below the fold. */
  readonly isCut?: boolean;
  readonly [option: string]: unknown;
}

const prompt = async <T>(
  screen: Screen,
  question: Question,
  input: NodeJS.ReadableStream = process.stdin,
): Promise<T> => {
  const columns = process.stdout.columns || screen.columns;
  const asked = {
    ...question,
    name: 'answer',
    message: wrapped(harmless(question.message), columns - 2).join('\n'),
    theme: themeFor(screen, columns, question.isCut ?? false),
  };
  // A list is gone once something was chosen: what comes next on the screen says what it was.
  const options = { clearPromptOnDone: 'choices' in question, input };
  try {
    const answers = await inquirer.createPromptModule(options)<{ answer: T }>([asked]);
    return answers.answer;
  } catch (error) {
    if (left(error)) throw new PromptClosed('The prompt was closed.', { cause: error });
    throw error;
  }
};

/**
 * All choices, broken between words (inquirer breaks them anywhere) behind a mark of that width. A list that goes round
 * has no visible end, and one that is taller than the screen cannot be drawn again in its place.
 */
const listed = <T>(screen: Screen, choices: readonly Choice<T>[], mark: number) => {
  const { columns, rows } = process.stdout;
  const room = (columns || screen.columns) - mark;
  const names = choices.map(({ name }) => wrapped(name, room, '', /^[a-z]\) /.test(name) ? '   ' : ''));
  const lines = names.flat().length;
  const pageSize = Math.max(3, Math.min(lines, (rows || 24) - 5));
  return {
    choices: choices.map(({ value }, index) => {
      return { value, name: (names[index] ?? []).join(`\n${' '.repeat(mark)}`) };
    }),
    pageSize,
    isCut: pageSize < lines,
    loop: false,
  };
};

/** An answer in one line. */
const line = (
  screen: Screen,
  message: string,
  refuse: (typed: string) => string | undefined,
  input?: NodeJS.ReadableStream,
): Promise<string> =>
  prompt(screen, { type: 'input', message, validate: (typed: string) => refuse(typed) ?? true }, input);

/** Prompts by inquirer, as they look on this screen. */
export const promptsOn = (screen: Screen): Ask => ({
  select: (message, choices) => prompt(screen, { type: 'select', message, ...listed(screen, choices, 2) }),
  several: (message, choices) =>
    prompt(screen, { type: 'checkbox', message, ...listed(screen, choices, screen.unicode ? 3 : 5) }),
  confirm: (message) => prompt(screen, { type: 'confirm', message }),
  text: (message, refuse = () => undefined) => line(screen, message, refuse),
  lines: (message, refuse = () => undefined) =>
    withPastes(process, screen.unicode ? ' ↵ ' : ' // ', (input) => line(screen, message, refuse, input)),
  secret: (message) => prompt(screen, { type: 'password', message, mask: false }),
});
