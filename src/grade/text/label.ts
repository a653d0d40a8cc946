import { isAction } from './agents.ts';
import { isQuestion } from './echo.ts';
import { topicOf } from './topic.ts';
import type { Word } from './words.ts';

/** After how many words a colon or a dash still ends a label. */
const longestLabel = 16;

/** Before which word the comma behind an opening phrase stands. */
const longestOpening = 4;

const divides = /^(?:[:=|–—]|->|-)$/;

const bullet = /^(?:[-+•·∙▪●○■□◆◦‣⁃✓✔➢❖*|>#–—=]|\p{Extended_Pictographic}|\uFE0F|->)$/u;

const withoutMarks = (words: readonly Word[]): readonly Word[] => {
  const at = words.findIndex(({ text }) => !bullet.test(text));
  return at < 0 ? [] : words.slice(at);
};

/** The words without the bullets, the number, or both in front. */
export const withoutBullet = (words: readonly Word[]): readonly Word[] => {
  let rest = withoutMarks(words);
  if (
    rest[0] &&
    /^(?:\(?\d{1,2}|[a-z])$/i.test(rest[0].text) &&
    rest[2] &&
    /^[.):\]-]$/.test(rest[1]?.text ?? '')
  )
    rest = withoutMarks(rest.slice(2));
  return rest;
};

const spaced = (plain: string, word: Word): boolean =>
  /\s/.test(plain.charAt(word.start - 1)) || /\s/.test(plain.charAt(word.end));

export const labelEnd = (words: readonly Word[], plain: string): number => {
  const at = words.findIndex(
    (word, index) =>
      index > 0 &&
      index <= longestLabel &&
      divides.test(word.text) &&
      (word.text !== '-' || spaced(plain, word)),
  );
  if (at < 0) return 0;
  // "In short, the role of the database:"
  const inside = words.slice(words.slice(0, longestOpening).findIndex(({ text }) => text === ',') + 1, at);
  return inside.some(({ text }) => /^[.?!;,]$/.test(text)) && !isQuestion(inside) ? 0 : at + 1;
};

const copula = /^(?:is|are|has|have|can|will)$/;

/** "The role of the web server is to:", "is as follows:": what it is stands behind the colon. */
const onlyOpens = /^(?:to|as|follows?|following|the|that|:)$/;

/** A label of this many words or more says nothing yet only when there is no verb in it. */
const longName = 6;

/** "Stores all data:", and then what all that is: it says something before the colon. */
const isDeed = ([first, second]: readonly Word[]): boolean =>
  first !== undefined &&
  second !== undefined &&
  !second.isMark &&
  first.plain.endsWith('s') &&
  isAction(first) &&
  !['request', 'content', 'service', 'traffic'].some((tag) => first.tags.has(tag));

/** "A server is where all of it runs:" says something; "The role of the server is:" does not yet. */
const isStatement = (all: readonly Word[]): boolean => {
  const label = all.slice(0, all.findLastIndex(({ plain }) => !onlyOpens.test(plain)) + 1);
  if (isQuestion(label) || /^(?:what|which|how|why)$/.test(label[0]?.plain ?? '')) return false;
  if (
    isDeed(label) ||
    label.slice(1, -1).some(({ plain }) => copula.test(plain)) ||
    /^(?:it|this|they|we)$/.test(label[0]?.plain ?? '')
  )
    return true;
  return (
    label.length >= longName &&
    !label.some(({ plain }) => /^(?:role|types?|kind)$/.test(plain)) &&
    label.some((word) => isAction(word) && word.plain.endsWith('s'))
  );
};

const questionEnd = (words: readonly Word[]): number => words.findIndex(({ text }) => text === '?') + 1;

/** Where the label or the question in front ends; 0 without one. */
export const leadOf = (words: readonly Word[], plain: string): number => {
  const question = questionEnd(words);
  if (question > 0 && question < 30) return question;
  const label = labelEnd(words, plain);
  if (label === 0 || isStatement(words.slice(0, label - 1))) return 0;
  const named = topicOf(words.slice(0, label)) !== undefined;
  const isSign = /^(?:->|=)$/.test(words[label - 1]?.text ?? '');
  return named || (label < 6 && !isSign) ? label : 0;
};

/** How many words a part's bare name has at most, where it stands as a heading. */
const longestName = 5;

/** "Web server" alone on its line: it names a part, and what follows is about it. */
export const isName = (words: readonly Word[]): boolean =>
  !words.some((word) => isAction(word) && word.plain.endsWith('s')) &&
  !(words[0] && isAction(words[0]) && !/(?:ing|ion|ment|ity)$/.test(words[0].plain)) &&
  words.filter(({ isMark }) => !isMark).length <= longestName &&
  topicOf(words) !== undefined &&
  !words.some(({ plain }) =>
    /^(?:is|are|has|have|had|can|->|=|because|since|as|so|we|i|it|if|when|there|no|not|just|than|only.*)$/.test(
      plain,
    ),
  );

export const onlyMarks = (words: readonly Word[]): boolean => words.every(({ isMark }) => isMark);
