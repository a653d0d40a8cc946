import { isAction, isPassive } from './agents.ts';
import type { Word } from './words.ts';

const participle = /(?:ed|built|made|sent|held)$/;

/** "Dynamically generated pages", "of processed data": a quality of what follows, and nobody's act here. */
export const isAttributive = (words: readonly Word[], at: number): boolean =>
  participle.test(words[at]?.plain ?? '') &&
  !isPassive(words, at) &&
  (words[at - 1]?.plain.endsWith('ly') === true ||
    (words[at - 1]?.tags.has('prep') === true && words[at - 1]?.plain !== 'to'));

/** "Runs our code and asks the database": what is behind the second verb is not what is run. */
const isNextVerb = (words: readonly Word[], at: number, verb: number): boolean => {
  const [before, word] = [words[at - 1], words[at]];
  return (
    at - verb > 2 &&
    before !== undefined &&
    word !== undefined &&
    (before.text === ',' || before.tags.has('and')) &&
    isAction(word) &&
    !isAttributive(words, at)
  );
};

const pronoun = /^(?:it|them|this|these|those)$/;

/** Nothing is done to anything behind: "where the code runs", "runs on the server". */
const isIntransitive = (next: Word | undefined): boolean =>
  next === undefined || next.isMark || ['prep', 'and', 'or'].some((tag) => next.tags.has(tag));

/** "The backend, it is where the data is handled": where the last sentence before `at` begins. */
const sentenceBefore = (words: readonly Word[], at: number): number =>
  words.findLastIndex(
    ({ text }, index) => index < at && text === ',' && words[index + 1]?.tags.has('it') === true,
  ) + 1;

/** The words among which stands what the verb at `at` is done to: behind it, or in front of a passive. */
export const objectOf = (words: readonly Word[], at: number, within: number): readonly Word[] => {
  const front = words.slice(Math.max(0, at - within, sentenceBefore(words, at)), at);
  const next = words[at + 1];
  const end = words.findIndex((_, index) => index > at && isNextVerb(words, index, at));
  const behind = words.slice(at + 1, Math.min(at + 1 + within, end < 0 ? words.length : end));
  if (isPassive(words, at) || isIntransitive(next) || pronoun.test(next?.plain ?? ''))
    return [...front, ...behind];
  // "request handling", "page delivery"; not "it delivers"
  return [...front.slice(-1).filter(({ tags }) => !tags.has('it')), ...behind];
};
