import type { Sentence } from './document.ts';
import { actors } from './entities.ts';
import { actionTags } from './vocabulary.ts';
import type { Word } from './words.ts';

/** Who does what a word says: for certain, or as one of several readings. */
export interface Agents {
  readonly strict: readonly string[];
  readonly loose: readonly string[];
}

const nobody: Agents = { strict: [], loose: [] };

export const actorOf = (word: Word | undefined): string | undefined =>
  word && [...word.tags].find((tag) => actors.has(tag));

/** "The site's code": its stem is that of "sit". */
const isSite = ({ plain }: Word): boolean => /^sites?(?:['’]s)?$/.test(plain);

export const isAction = (word: Word): boolean =>
  !word.isMark &&
  !isSite(word) &&
  actorOf(word) === undefined &&
  [...word.tags].some((tag) => actionTags.has(tag));

const isOf = (word: Word | undefined, tag: string): boolean => word?.tags.has(tag) ?? false;

const participle =
  /(?:[^e]ed|ten|ven|ken|own|ught|ept)$|^(?:built|sent|held|made|read|put|run|done|found|lost|told|given|gotten|set|executed|exicuted)$/i;
const being = /^(?:is|are|be|been|being|was|were|gets?|got|it's)$/i;

/** "is stored", "executed by": something is done to what stands in front. */
export const isPassive = (words: readonly Word[], at: number): boolean => {
  const word = words[at];
  if (!word || !participle.test(word.plain)) return false;
  const before = words.slice(Math.max(0, at - 4), at);
  return (
    before.some(
      (one, index) => being.test(one.text) && !before.slice(index).some(({ tags }) => tags.has('rel')),
    ) || words[at + 1]?.text.toLowerCase() === 'by'
  );
};

/** By whom or where: "stored in MySQL", "executed by the application server". */
const agentBehind = (words: readonly Word[], at: number): string | undefined => {
  // "Is forwarded to the application server": that one receives it.
  const isPassedOn = isOf(words[at], 'pass');
  for (let index = at + 1; index < Math.min(words.length, at + 9); index += 1) {
    // "is returned, all else goes to the application server": the second one is another sentence.
    if (words[index]?.text === ',' && !participle.test(words[index + 1]?.plain ?? '')) return undefined;
    if (!isOf(words[index], 'by') || (isPassedOn && words[index]?.plain === 'to')) continue;
    const near = words
      .slice(index + 1, index + 6)
      .map(actorOf)
      .find((actor) => actor !== undefined);
    if (near !== undefined) return near;
  }
  return undefined;
};

const nearestBack = (
  words: readonly Word[],
  from: number,
  test: (word: Word, index: number) => boolean,
): number => {
  for (let index = from; index >= 0; index -= 1) {
    const word = words[index];
    if (word && test(word, index)) return index;
  }
  return -1;
};

/** How many words two things have at most, between which something lies. */
const pair = 8;

/** "It lies between the web server and the database": what follows is said of neither. */
const isBetween = (words: readonly Word[], at: number): boolean => {
  const front = words.slice(Math.max(0, at - pair), at);
  const between = front.findLastIndex(({ plain }) => plain === 'between');
  return between >= 0 && !front.slice(between).some((word) => isAction(word) || word.text === ',');
};

const isPronoun = ({ tags }: Word): boolean => tags.has('it');

/** The one in front, of whom "the web server of our server" speaks. */
const headBefore = (words: readonly Word[], at: number): string | undefined => {
  const hasPreposition = words.slice(Math.max(0, at - 3), at).some((word) => isOf(word, 'prep'));
  if (!hasPreposition) return undefined;
  const earlier = nearestBack(words, at - 1, (word) => actorOf(word) !== undefined);
  if (earlier < 0 || words.slice(earlier, at).some(isAction)) return undefined;
  return actorOf(words[earlier]);
};

/** "When a user comes, it is the web server that answers": the one who is singled out, and not who is defined. */
const singledOut = (words: readonly Word[], copula: number, relative: number): string | undefined => {
  const isIt = words[copula - 1]?.plain === 'it' || words[copula]?.plain === "it's";
  const isDefinite = words[copula + 1]?.plain === 'the' || actorOf(words[copula + 1]) !== undefined;
  return isIt && isDefinite ? words.slice(copula, relative).map(actorOf).find(Boolean) : undefined;
};

/** "The application server differs from the web server, which serves files": said of the other one. */
const contrasted = (words: readonly Word[], copula: number, relative: number): string | undefined => {
  const from = words.findIndex(
    ({ plain }, index) =>
      index > copula && index < relative && plain === 'from' && words[index - 1]?.plain === 'different',
  );
  return from < 0 ? undefined : words.slice(from, relative).map(actorOf).findLast(Boolean);
};

/** "A server is a computer that provides": the one who is defined, behind a relative; what the label names, when there is no other. */
const definedBefore = ({ words, topic, own }: Sentence, at: number): string | undefined => {
  const relative = nearestBack(words, at - 1, (word) => isOf(word, 'rel'));
  if (relative < 0 || words.slice(relative, at).some(isAction)) return undefined;
  const copula = nearestBack(words, relative - 1, ({ text }) => /^(?:is|are|it's)$/i.test(text));
  if (copula < 0 || words.slice(copula, relative).some(isAction)) return undefined;
  const singled = singledOut(words, copula, relative) ?? contrasted(words, copula, relative);
  if (singled !== undefined) return singled;
  const front = nearestBack(words, copula - 1, (word) => actorOf(word) !== undefined);
  if (front < 0) return own && copula < 2 ? topic : undefined;
  return words.slice(front, copula).some((word) => isOf(word, 'rel')) ? undefined : actorOf(words[front]);
};

/** "MySQL, in which users are kept": the one before the relative, where something is done. */
const placeBefore = (words: readonly Word[], at: number): string | undefined => {
  const relative = nearestBack(words, at - 1, ({ plain }) => plain === 'where' || plain === 'which');
  if (relative < 0 || words.slice(relative, at).some(isAction)) return undefined;
  const front = nearestBack(words, relative - 1, (word) => actorOf(word) !== undefined);
  return front < 0 || relative - front > 4 ? undefined : actorOf(words[front]);
};

/** "Makes a page from the web server to send back": to send is what the page is made for. */
const purposeOf = (words: readonly Word[], front: number, at: number): number => {
  const isFor = front === at - 2 && words[at - 1]?.plain === 'to';
  const isObject = words
    .slice(Math.max(0, front - 2), front)
    .some(({ plain }) => /^(?:from|of)$/.test(plain));
  return isFor && isObject ? nearestBack(words, front - 1, isAction) : -1;
};

const isBreak = (word: Word): boolean => /^[,;:]$|^->$/.test(word.text) || isOf(word, 'and');

/** Without an actor in front of it, a word speaks of what its sentence is about. */
const fromContext = ({ topic, own }: Sentence, previous: readonly string[]): Agents =>
  own && topic
    ? { strict: [topic], loose: previous }
    : { strict: [], loose: [...(topic ? [topic] : []), ...previous] };

const things = /^(?:inputs?|data|requests?|actions?|information|interactions?|sessions?|queries|accounts?)$/;

/** "The visitor's request", "user input": he has it, and does nothing himself. */
const isOwner = (words: readonly Word[], at: number): boolean =>
  isOf(words[at], 'USER') &&
  (/['’]s?$/.test(words[at]?.text ?? '') ||
    (/^user$/i.test(words[at]?.text ?? '') && things.test(words[at + 1]?.plain ?? '')));

/** Who does what the word at `at` says. `previous` are the actors of the sentence before. */
export const agentsOf = (sentence: Sentence, at: number, previous: readonly string[], depth = 0): Agents => {
  const { words } = sentence;
  if (depth > 6) return nobody;
  const passive = isPassive(words, at);
  const behind = passive ? agentBehind(words, at) : undefined;
  if (behind !== undefined && behind !== 'USER') return { strict: [behind], loose: [] };
  const front = nearestBack(
    words,
    at - 1,
    (word, index) => actorOf(word) !== undefined && !isOwner(words, index) && !isBetween(words, index),
  );
  const pronoun = nearestBack(words, at - 1, isPronoun);
  const context = fromContext(sentence, previous);
  if (front < 0) return context;
  const actor = actorOf(words[front]) ?? '';
  const defined = definedBefore(sentence, at);
  if (defined !== undefined) return { strict: [defined], loose: [actor] };
  const purpose = purposeOf(words, front, at);
  if (purpose >= 0) return agentsOf(sentence, purpose, previous, depth + 1);
  const between = words.slice(front + 1, at);
  const verbBetween = nearestBack(words, at - 1, isAction);
  if (words.slice(front + 1, front + 3).some((word) => isOf(word, 'rel')) && verbBetween < front + 1)
    return { strict: [actor], loose: [] };
  const place = passive ? placeBefore(words, at) : undefined;
  if (place !== undefined) return { strict: [place], loose: [] };
  if (passive) return { strict: [], loose: [actor, ...context.strict, ...context.loose] };
  if (verbBetween > front) {
    const same = agentsOf(sentence, verbBetween, previous, depth + 1);
    return { strict: same.strict, loose: [...same.loose, actor] };
  }
  const verbBefore = nearestBack(words, front - 1, isAction);
  const joined = between.some(isBreak);
  if (joined && verbBefore >= 0) {
    const same = agentsOf(sentence, verbBefore, previous, depth + 1);
    // "Nginx asks Gunicorn and it makes the page": it may be either.
    const isEither = pronoun === at - 1 && /^(?:it|he|she)$/.test(words[pronoun]?.plain ?? '');
    return isEither
      ? { strict: [], loose: [...same.strict, ...same.loose, actor, ...context.strict] }
      : { strict: same.strict, loose: [...same.loose, actor, ...context.strict] };
  }
  if (pronoun > front) return { strict: [], loose: [actor, ...context.strict, ...context.loose] };
  const head = headBefore(words, front);
  if (head !== undefined) return { strict: [head], loose: [actor] };
  return { strict: [actor], loose: sentence.own ? context.strict : [] };
};
