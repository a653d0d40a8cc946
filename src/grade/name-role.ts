import { has, is, isDenied, textOf, type Clause } from './reading.ts';
import { actorOf } from './text/agents.ts';
import type { Word } from './text/words.ts';

/** The parts of the stack: what is said of one of them is not said of the name. */
const parts = ['SERVER', 'WEB', 'APP', 'DB', 'CODE', 'LB'] as const;

const isName = (word: Word | undefined): boolean =>
  is(word, 'DOMAIN', 'NAME', 'WWWNAME') || /^(?:names?|hostnames?|domains?)$/.test(word?.plain ?? '');

/** "A human-readable label", "a friendly way": what a name is called besides. */
const noun =
  /^(?:address\w*|alias\w*|labels?|identifiers?|identifications?|forms?|strings?|words?|texts?|way|format|version|substitute)$/;

const joint = /^(?:[-,/("]|and|or|for|to|humans?|people|users?|an?)$/;

/** "Human-readable hostname": the quality stands in front of the name, or of what it is called. */
const describesName = (words: readonly Word[], at: number): boolean => {
  const behind = words.slice(at + 1, at + 6);
  const index = behind.findIndex((word) => isName(word) || noun.test(word.plain));
  const front = index < 0 ? [] : behind.slice(0, index);
  const isLinked = front.every((word) => joint.test(word.plain) || is(word, 'readable'));
  return index >= 0 && isLinked && (isName(behind[index]) || words.some(isName));
};

/** "It", "this": the one of the sentence before. */
const goesOn = (clause: Clause): boolean =>
  /^(?:it|this|that|they|which|these|thus|so)\b/.test(textOf(clause.words)) &&
  clause.previous.some((actor) => /^(?:DOMAIN|NAME|WWWNAME)$/.test(actor));

/** "Makes the IP memorable", "hides the IP": something is done to the number. */
const isTreated = (words: readonly Word[], number: number): boolean =>
  words.slice(Math.max(0, number - 3), number).some(({ plain }) => /^(?:mak|mask|hid|replac)\w*/.test(plain));

/** "The name resolves to an IP, which identifies the server": that is said of the number. */
const isOfNumber = (words: readonly Word[], at: number): boolean => {
  const number = words.slice(0, at).findLastIndex((word) => is(word, 'IPADDR'));
  const between = number < 0 ? [] : words.slice(number + 1, at);
  if (number < 0 || between.some(isName) || isTreated(words, number)) return false;
  return (
    has(between, 'rel') ||
    !between.some(({ plain }) => /^(?:and|it|they|so|,|thus|making|allowing|\))$/.test(plain))
  );
};

/** "A stack for www.foobar.com", "the address of the server": it is only the object. "The role of the name" is about the name. */
const isObject = (words: readonly Word[], at: number): boolean => {
  const front = words.slice(0, at).findLast(({ plain }) => !/^(?:the|an?|our|my|your|its)$/.test(plain));
  return is(front, 'prep') && !(front?.plain === 'of' && isName(words[at]));
};

/** "A page that is easy to read": a relative, and what it belongs to is another thing. */
const isOfOther = (words: readonly Word[], at: number): boolean => {
  const relative = words.slice(Math.max(0, at - 4), at).findLast((word) => is(word, 'rel'));
  const front = relative ? words[words.indexOf(relative) - 1] : undefined;
  return (
    is(front, ...parts) ||
    /^(?:web ?)?(?:pages?|contents?|designs?|stacks?|responses?|requests?)$/.test(front?.plain ?? '')
  );
};

/** Whether what the word at `at` says is said of the name. */
export const isOfName = (clause: Clause, at: number): boolean => {
  const { words, topic } = clause;
  if (isDenied(clause, at)) return false;
  if (describesName(words, at)) return true;
  if (isOfNumber(words, at) || isOfOther(words, at)) return false;
  const front = words.slice(0, at);
  const subject = front.find(
    (word, index) => actorOf(word) !== undefined && !is(word, 'USER') && !isObject(words, index),
  );
  if (is(subject, ...parts)) return false;
  // "It looks for the name", below a question about another part.
  const isOther = parts.some((part) => part === topic) && /^(?:it|they|its|this)\b/.test(textOf(words));
  if (isOther && !goesOn(clause)) return false;
  const isNamed = front.some((word, index) => isName(word) && !isObject(words, index));
  return topic === 'DOMAIN' || isNamed || goesOn(clause);
};

const quality =
  /(?:^|\s|-)(?:readable|readability|rememb\w*|memor\w*|human\w*|friend\w*|nickname\w*|mnemonic|meaningful|recall\w*|pronounce\w*|understandable|interpretable)(?:$|\s)/;

/** It stands in for the number, or is what the site is known by. */
const standsFor = /^(?:alias\w*|represent\w*|stands|substitut\w*|replac\w*)$/;

const identifies = /^(?:identif\w*|identit\w*|recogni\w*|distinguish\w*|understand|understood)$/;

const known =
  /site|resource|server|business|compan|brand|service|asset|organi|page|internet|application|online/;

/** "Identifies the website", "can be recognised by people"; not "recognised by computers", not "of hosts". */
const isIdentity = ({ words }: Clause, at: number): boolean => {
  const before = words.slice(Math.max(0, at - 3), at);
  if (
    before.some(({ plain }) => /^(?:computers?|machines?|browsers?|servers?|systems?|devices?)$/.test(plain))
  )
    return false;
  // "Names which DNS uses to identify servers"
  if (
    is(
      words.slice(0, at).findLast((word) => actorOf(word) !== undefined),
      'DNS',
    )
  )
    return false;
  if (words.some((word) => is(word, 'USER') && !/browser|client|comput|machine|device/.test(word.plain)))
    return true;
  return (
    /^(?:identi|distingu)/.test(words[at]?.plain ?? '') &&
    words.slice(at + 1, at + 7).some(({ plain }) => known.test(plain))
  );
};

/** "An alias of the IP"; of a record, or an alias of the name, it says nothing of what the name is for. */
const isForNumber = ({ words, topic }: Clause, at: number): boolean =>
  topic !== 'RECORD' &&
  (has(words, 'IPADDR') || topic === 'DOMAIN') &&
  !has(words, 'cname') &&
  !words.some(({ plain }) => /\brecords?$/.test(plain)) &&
  !(/^(?:for|of)$/.test(words[at + 1]?.plain ?? '') && words.slice(at + 2, at + 5).some(isName));

/** A word that says what a name is good for, said of the name. */
export const saysGood = (clause: Clause): boolean =>
  clause.words.some(({ plain, isMark }, at) => {
    if (isMark) return false;
    const said =
      quality.test(plain) ||
      (standsFor.test(plain) && isForNumber(clause, at)) ||
      (identifies.test(plain) && isIdentity(clause, at));
    return said && isOfName(clause, at);
  });
