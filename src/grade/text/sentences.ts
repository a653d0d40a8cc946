import type { Word } from './words.ts';

/** `e.g.`, `etc.` and the like end no sentence. */
const short = /^(?:e|g|i|etc|vs|eg|ie|no|fig|nbsp)$/i;

const ends = (words: readonly Word[], at: number, text: string): boolean => {
  const word = words[at];
  if (!word?.isMark || !/^[.?!;]$/.test(word.text)) return false;
  const before = words[at - 1];
  if (word.text === '.' && before && short.test(before.text)) return false;
  const after = text.charAt(word.end);
  return after === '' || /[\s)\]]/.test(after) || words[at + 1]?.start === word.end;
};

/** Words; a sentence that is longer is cut, at a comma if there is one soon. */
const longest = 120;
const atMost = 160;

/** The words of a unit, sentence by sentence. `text` is the whole text without marks. */
export const sentencesOf = (words: readonly Word[], text: string): Word[][] => {
  const sentences: Word[][] = [[]];
  words.forEach((word, at) => {
    sentences.at(-1)?.push(word);
    const length = sentences.at(-1)?.length ?? 0;
    if (ends(words, at, text) || length > atMost || (length > longest && word.text === ','))
      sentences.push([]);
  });
  return sentences.filter((sentence) => sentence.some(({ isMark }) => !isMark));
};
