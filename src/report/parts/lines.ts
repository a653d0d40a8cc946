import width from 'fast-string-width';
import * as lines from '../../model/lines.ts';
import type { Screen } from '../../model/screen.ts';

/** Wraps text to the screen, every line after the first indented as far as the first. */
export const wrapped = (text: string, { columns }: Pick<Screen, 'columns'>, first = ''): string =>
  lines.wrapped(text, columns, first).join('\n');

/** Cuts text to a width in columns, with an ellipsis of ASCII. */
export const cut = (text: string, columns: number): string => {
  if (width(text) <= columns) return text;
  let kept = '';
  for (const character of text) {
    if (width(kept + character) > columns - 2) break;
    kept += character;
  }
  return `${kept}..`;
};

export const padded = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - width(text)));

/** `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
