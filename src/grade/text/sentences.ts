import { runOnParts } from './run-on.ts';
import type { Word } from './words.ts';

/** `e.g.`, `etc.` and the like end no sentence. */
const short = /^(?:e|g|i|e\.g|i\.e|etc|vs|eg|ie|no|fig|nbsp)$/i;

const ends = (words: readonly Word[], at: number, text: string): boolean => {
  const word = words[at];
  if (!word?.isMark || !/^[.?!;]$/.test(word.text)) return false;
  const before = words[at - 1];
  if (word.text === '.' && before && short.test(before.text)) return false;
  // `Browser -->|1. HTTP request| Nginx`: the number of a step that is drawn.
  if (/^\d{1,2}$/.test(before?.text ?? '') && /^(?:\||-|->)$/.test(words[at - 2]?.text ?? '')) return false;
  const after = text.charAt(word.end);
  return after === '' || /[\s)\]]/.test(after) || words[at + 1]?.start === word.end;
};

/** Words; a sentence that is longer is cut, at a comma if there is one soon. */
const longest = 120;
const atMost = 160;

const dividedAfter = (
  words: readonly Word[],
  isLast: (at: number, part: readonly Word[]) => boolean,
): Word[][] => {
  const parts: Word[][] = [[]];
  words.forEach((word, at) => {
    const part = parts.at(-1) ?? [];
    part.push(word);
    if (isLast(at, part)) parts.push([]);
  });
  return parts;
};

const isTooLong = (words: readonly Word[], at: number, { length }: readonly Word[]): boolean =>
  length > atMost || (length > longest && words[at]?.text === ',');

/** The words of a unit, sentence by sentence. `text` is the whole text without marks. */
export const sentencesOf = (words: readonly Word[], text: string): Word[][] =>
  dividedAfter(words, (at) => ends(words, at, text))
    .flatMap(runOnParts)
    .flatMap((part) => dividedAfter(part, (at, sofar) => isTooLong(part, at, sofar)))
    .filter((sentence) => sentence.some(({ isMark }) => !isMark));
