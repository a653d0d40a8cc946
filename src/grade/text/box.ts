import type { Sentence } from './document.ts';
import { onlyMarks } from './label.ts';
import { topicOf, type Topic } from './topic.ts';
import type { Word } from './words.ts';

/** The part that the last box of a line names. */
export const boxOf = (words: readonly Word[]): Topic | undefined => {
  const box = words.findLastIndex(({ text }) => /^[[({]$/.test(text));
  return box < 0 ? undefined : topicOf(words.slice(box + 1));
};

/** What stands in a box below its name is said of the part that is drawn; behind it an arrow may lead to the next box. */
export const inBox = (words: readonly Word[], box: Topic | undefined, unit: number): Sentence[] => {
  const arrow = words.findIndex(({ text }) => text === '->');
  const told = arrow < 0 ? words : words.slice(0, arrow);
  const shared = { label: [], echo: false, unit, ...(box ? { topic: box } : {}) };
  const sentences: Sentence[] = [];
  if (!onlyMarks(told)) sentences.push({ ...shared, words: told, kind: 'item', inBox: true, own: true });
  if (arrow >= 0)
    sentences.push({ ...shared, words: words.slice(arrow), kind: 'diagram', inBox: true, own: false });
  return sentences;
};
