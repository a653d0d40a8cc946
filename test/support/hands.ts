import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { commandsOf, exitOf, patternOf, type Hand } from '../../src/content/hand.ts';
import { parseHands } from '../../src/content/lesson.ts';
import { filled } from './repair.ts';
import type { Machine, Ran } from './servers/machine.ts';

/** The commands that lessons print, and what is seen of them. */

const root = join(import.meta.dirname, '../..');

/** Every Markdown file of the lessons, exercises too: its path from the root of the project, and its text. */
export const pages = readdirSync(join(root, 'lessons'), { recursive: true, encoding: 'utf8' })
  .map((name) => `lessons/${name.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.md'))
  .toSorted()
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

export interface PrintedHand extends Hand {
  readonly file: string;
  /** The first of the block. */
  readonly line: number;
}

export const hands: readonly PrintedHand[] = pages
  .filter(({ file }) => !file.endsWith('.exercise.md'))
  .flatMap(({ file, text }) => parseHands(file, text).map((hand) => ({ file, ...hand })));

/** One command as it is typed, and what it came to. */
export interface Typed {
  readonly command: string;
  readonly code: number;
  /** What it printed, as a person sees it. */
  readonly seen: string;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const mark = '--- typed on the machine, and ended:';

/** On a terminal of this size, where a program prints what a person sees. */
const onTerminal = (command: string): string =>
  `TERM=xterm SHELL=/bin/bash script -qec ${quoted(`stty rows 50 columns 160; ${command}`)} /dev/null`;

/** Until the command ends, these keys are pressed once a second. */
const pressing = (keys: string, command: string): string =>
  `while sleep 1; do printf %s ${quoted(keys)}; done | ${onTerminal(command)}`;

/** All commands of a block, in one shell, one after the other. */
const scriptOf = (commands: readonly string[], keys: string | undefined): string =>
  commands
    .map((command, at) => {
      const isLast = at === commands.length - 1;
      const line = isLast && keys ? pressing(keys, command) : `eval ${quoted(command)} </dev/null`;
      return `${line}; echo "${mark} $?"`;
    })
    .join('\n');

const plain = (printed: string): string =>
  stripVTControlCharacters(printed).replaceAll('\r', '').replace(/^\n+/, '').trimEnd();

/** The visitor's computer has our files below: nobody may change them. */
const asNobody = (command: string): string =>
  `setpriv --reuid=nobody --regid=nogroup --clear-groups bash --norc -c ${quoted(command)}`;

const typedAt = ({ student, visitor }: Machine, where: Hand['where'], script: string): Promise<Ran> =>
  where === 'server' ? student(script) : visitor(asNobody(script));

/** Types the commands of a block. */
export const typeIn = async (
  site: Machine,
  { where, run, keys, with: fill = {} }: Hand,
): Promise<readonly Typed[]> => {
  const commands = commandsOf(run).map((command) => filled(command, { fill }));
  const { out, err } = await typedAt(site, where, `cd; ${onTerminal(scriptOf(commands, keys))}`);
  const parts = out.split(new RegExp(`${mark} (\\d+)\\r?\\n`));
  return commands.map((command, at) => {
    const code = parts[at * 2 + 1];
    if (code === undefined) throw new Error(`${command}\nnever ended:\n${out}${err}`);
    return { command, code: Number(code), seen: plain(parts[at * 2] ?? '') };
  });
};

const shows = (sign: string, { seen }: Typed): boolean =>
  sign === 'nothing' ? seen === '' : (patternOf(sign)?.test(seen) ?? seen.includes(sign));

/** What a block says of its command and was not seen; empty when all is as it says. */
export const notSeen = (signs: readonly string[], typed: Typed): readonly string[] => {
  const exits = signs.flatMap((sign) => exitOf(sign) ?? []);
  const [wanted = 0] = exits;
  return [
    ...(typed.code === wanted ? [] : [`exit ${wanted}, it was ${typed.code}`]),
    ...signs.filter((sign) => exitOf(sign) === undefined && !shows(sign, typed)),
  ];
};
