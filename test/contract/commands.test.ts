import { expect, test } from 'vitest';
import { commandsOf } from '../../src/content/hand.ts';
import { hands, pages } from '../support/hands.ts';
import { given } from '../support/lesson-site.ts';

/** No lesson prints a command that no test runs; `test/lessons/commands.test.ts` runs those of the blocks `hand`. */

/** `a && b` are two commands, which may be printed apart elsewhere. */
const apart = (line: string): readonly string[] => [line, ...line.split(/\s+&&\s+/)];

const run = new Set(hands.flatMap((hand) => commandsOf(hand.run).flatMap(apart)));

const programOf = (command: string): string => command.replace(/^sudo /, '').split(' ')[0] ?? '';

const programs = new Set([...run].map(programOf));

/** More than the name of a program. */
const isCommand = (text: string): boolean =>
  / \S/.test(text) && (text.startsWith('sudo ') || programs.has(programOf(text)));

interface Printed {
  readonly at: string;
  readonly command: string;
}

/** The commands in the blocks `sh` of a page and those in the middle of a sentence, with their places. */
const printedIn = ({ file, text }: (typeof pages)[number]): readonly Printed[] => {
  let fence: string | undefined;
  return text.split('\n').flatMap((line, index) => {
    const at = `${file}:${index + 1}`;
    const [, opened] = /^```(\S*)/.exec(line) ?? [];
    if (opened !== undefined) {
      fence = fence === undefined ? opened : undefined;
      return [];
    }
    if (fence === 'sh') return line.trim() === '' ? [] : [{ at, command: line.trim() }];
    return [...line.matchAll(/`([^`]+)`/g)]
      .filter(([, code = '']) => isCommand(code))
      .map(([, code = '']) => ({ at, command: code }));
  });
};

test('every command of a block sh, or in a sentence, is one that a block hand has, so that it is run', () => {
  const unrun = pages.flatMap(printedIn).filter(({ command }) => !run.has(command));
  expect(
    unrun.map(({ at, command }) => `${at} "${command}": write a block hand with it, where, says and shows`),
  ).toEqual([]);
});

test('what is given before a command is something that can be made, and all of it is needed', () => {
  const known = Object.keys(given);
  const unknown = hands.filter((hand) => hand.given !== undefined && !known.includes(hand.given));
  expect(
    unknown.map(
      ({ file, line, given: what }) =>
        `${file}:${line} given: ${what} is none of ${known.join(', ')}; make it in test/support/lesson-site.ts`,
    ),
  ).toEqual([]);
  expect(known.filter((one) => !hands.some((hand) => hand.given === one))).toEqual([]);
});
