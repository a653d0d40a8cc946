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

/** A condition, and what follows from it belongs to it. */
const condition = /^(?:if|when|once|whenever|while|as|because|since)$/i;

const skipped = /^(?:and|but|so|then|also|plus|again|for)$/i;

const firstAt = (words: readonly Word[], from: number): number => {
  let at = from;
  while (skipped.test(words[at]?.text ?? '')) at += 1;
  return at;
};

const pronoun = /^(?:it|he|she|they|we|you|there)$/i;

/** "If one day we have a million visitors": what follows from it has not been said yet. */
const isOpen = (part: readonly Word[]): boolean => {
  const first = firstAt(part, 0);
  const isFollowed = part.some(
    ({ text }, at) =>
      (text === ',' && at < part.length - 1) ||
      isNewSubject(part, at) ||
      (pronoun.test(text) && isVerb(part[at + 1]) && part.slice(first + 1, at).some(isVerb)),
  );
  return condition.test(part[first]?.text ?? '') && !isFollowed;
};

/** ", it picks up the request", ", also if we want": a new sentence behind a comma. */
const isSplice = (words: readonly Word[], at: number): boolean => {
  if (words[at - 1]?.text !== ',') return false;
  const first = firstAt(words, at);
  const start = words[first];
  if (condition.test(start?.text ?? '') && !/^(?:as|because|since|while)$/i.test(start?.text ?? ''))
    return true;
  const subject = articles.test(start?.text ?? '') ? first + 1 : first;
  if (!isActor(words[subject]) && !pronoun.test(start?.text ?? '')) return false;
  const next = words[subject + 1];
  return isVerb(
    /^(?:then|also|just|only|will|now|always)$/i.test(next?.text ?? '') ? words[subject + 2] : next,
  );
};

/** The sentences of one that was written without full stops; any other one as it is. */
export const runOnParts = (words: Word[]): Word[][] => {
  if (words.length <= longest) return [words];
  const marks = words.slice(0, -1).filter(({ text }) => /^[,;:–—-]$/.test(text)).length;
  const isDivided = marks * perMark > words.length;
  const parts: Word[][] = [[]];
  words.forEach((word, at) => {
    const part = parts.at(-1) ?? [];
    const isNew = isDivided
      ? isSplice(words, at) && !isOpen(part)
      : isJoint(words, at) || (isNewSubject(words, at) && !isOpen(part));
    if (part.length >= shortest && isNew) parts.push([]);
    parts.at(-1)?.push(word);
  });
  return parts;
};
