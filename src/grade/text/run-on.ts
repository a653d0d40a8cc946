import { actors } from './entities.ts';
import { actionTags } from './vocabulary.ts';
import type { Word } from './words.ts';

/** Words; what is longer and has hardly a mark in it is several sentences in a row. */
const longest = 40;

/** Words to one mark, at least, where the marks do not divide the sentence. */
const perMark = 25;

/** Words that a part has at least. */
const shortest = 6;

const joins = /^(?:and|but|so|then|also|plus)$/i;
const begins = /^(?:when|if|once|then|after|as|the|a|an|our|my|www|it|its|we|he|they|for|this|because|in)$/i;
const articles = /^(?:the|a|an|our|my|this)$/i;

const isActor = (word: Word | undefined): boolean =>
  word !== undefined && [...word.tags].some((tag) => actors.has(tag));

const isVerb = (word: Word | undefined): boolean =>
  word !== undefined && [...word.tags].some((tag) => actionTags.has(tag) || tag === 'be' || tag === 'may');

/** What stands in front of a noun or takes it as its object: no new sentence begins behind it. */
const leads = (word: Word | undefined): boolean =>
  word === undefined ||
  word.isMark ||
  articles.test(word.text) ||
  ['prep', 'rel', 'and', 'or', 'be', 'no', 'may', 'it'].some((tag) => word.tags.has(tag)) ||
  (isVerb(word) && !isActor(word));

/** "... for the data mysql store all": somebody who does something, where nothing leads up to it. */
const isNewSubject = (words: readonly Word[], at: number): boolean => {
  const isArticle = articles.test(words[at]?.text ?? '');
  const subject = isArticle ? at + 1 : at;
  return isActor(words[subject]) && isVerb(words[subject + 1]) && !leads(words[at - 1]);
};

const isJoint = (words: readonly Word[], at: number): boolean =>
  joins.test(words[at]?.text ?? '') &&
  (begins.test(words[at + 1]?.text ?? '') || (isActor(words[at + 1]) && isVerb(words[at + 2])));

/** The sentences of one that was written without full stops; any other one as it is. */
export const runOnParts = (words: Word[]): Word[][] => {
  const marks = words.slice(0, -1).filter(({ text }) => /^[,;:–—-]$/.test(text)).length;
  if (words.length <= longest || marks * perMark > words.length) return [words];
  const parts: Word[][] = [[]];
  words.forEach((word, at) => {
    const length = parts.at(-1)?.length ?? 0;
    if (length >= shortest && (isJoint(words, at) || isNewSubject(words, at))) parts.push([]);
    parts.at(-1)?.push(word);
  });
  return parts;
};
