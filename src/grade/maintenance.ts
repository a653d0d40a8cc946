import { has, is, isDenied, says, textOf, type Clause } from './reading.ts';
import type { Word } from './text/words.ts';

/** What a part does all day ("installs applications", "updates the rows") is no maintenance. */
const roles = new Set(['WEB', 'APP', 'DB', 'DOMAIN', 'RECORD', 'COMM', 'CODE']);

/** "... until it is repaired": that comes behind a failure. */
const untilOf = (words: readonly Word[]): readonly Word[] => {
  const at = words.findIndex(({ plain }) => plain === 'until' || plain === 'till');
  return at > 0 ? words.slice(0, at) : words;
};

/** Work that is done on the site is spoken of: a deployment, an update. A backup server is none. */
export const isWork = ({ words, topic }: Clause): boolean => {
  const before = untilOf(words).filter(({ plain }) => !/^back-?ups?$/.test(plain));
  return (
    (has(before, 'maintenance') && !roles.has(topic ?? '')) || says(before, /deploy|updat|upgrad|maint/i)
  );
};

export const isFailure = ({ words }: Clause): boolean =>
  /\b(?:crash|fail|falls?\b|die|break|broke|not working|(?:much|many|high|more|heavy|incoming|increas\w*) (?:\w+ )?(?:traffic|requests|users)|goes down|is down,|malfunction)/.test(
    textOf(words),
  );

const named = /^(?:such as|like|including|includes|especially|particularly|notably)$/;

/** "Such as", "e.g.", a bracket: where an example begins. */
const opensExample = (words: readonly Word[], at: number): boolean => {
  const { text, plain } = words[at] ?? { text: '', plain: '' };
  return (
    named.test(plain) ||
    (plain === 'such' && words[at + 1]?.plain === 'as') ||
    /^(?:e\.?g|i\.?e)$/i.test(text) ||
    (plain === 'for' && /^(?:example|instance)$/.test(words[at + 1]?.plain ?? ''))
  );
};

const goesOn =
  /^(?:there|the|this|users?|visitors?|it|we|which|that|our|a|nobody|no one|downtime|clients?|people)$/;

/** "Such as restarting it, the site ...": behind the comma it is said what comes of it. */
const closesExample = (words: readonly Word[], at: number): boolean => {
  const text = words[at]?.text ?? '';
  return /^(?:\)|->|=|:)$/.test(text) || (text === ',' && goesOn.test(words[at + 1]?.plain ?? ''));
};

const lastOf = (words: readonly Word[], from: number, text: string): number =>
  words.slice(0, from).findLastIndex((word) => word.text === text);

/** Where the example or the bracket begins in which the word at `at` stands; -1 outside of one. */
const exampleStart = (words: readonly Word[], at: number): number => {
  const bracket = lastOf(words, at, '(');
  if (bracket > lastOf(words, at, ')')) return bracket;
  for (let index = at - 1; index >= 0; index -= 1) {
    if (closesExample(words, index)) return -1;
    if (opensExample(words, index)) return index;
  }
  return -1;
};

const necessity = /^(?:need|requir|must|has|have|should|call|involv|mean|demand|be$|cause|forc)/;

/** The exercise's own example of maintenance. */
const copied =
  /\bdeploying (?:a |the |some )?new code ?,? ?(?:and |where |so )?(?:the )?web ?server needs to be restart/;

/** Something is stopped or restarted, and not only as an example of maintenance: "such as a restart" is no reason. */
export const mustRestart = (clause: Clause): boolean => {
  const { words } = clause;
  const isCopied = copied.test(textOf(words));
  return words.some((word, at) => {
    if (!is(word, 'restart') || isDenied(clause, at)) return false;
    const start = exampleStart(words, at);
    return start < 0 || (says(words.slice(start, at), necessity) && !isCopied);
  });
};

const nothingElse =
  /\b(?:only|just) (?:have |has |got |with |on )?(?:one|a single|1)\b|\b(?:one|single|sole) (?:\w+ )?(?:server|machine|instance|set|box)\b|\bonly server\b|\bno(?: \w+)? (?:other|second|backup|spare|redundan\w*|replica\w*)\b|\b(?:can ?not|can't|unable|not able|not|nowhere)\b.{0,30}\b(?:to|by|onto) (?:an)?other (?:server|system|machine|instance)\b|\bnothing else\b|\bone of (?:each|everything)\b/;

const causal = /\b(?:since|because|as|so|due|cause|hence|therefore|there is|there are|means?|with)\b/;

/** "Since there is no other server": why nothing takes over meanwhile. */
export const isForLack = ({ words }: Clause): boolean =>
  nothingElse.test(textOf(words)) && causal.test(textOf(words));

/** Another trade has its downtime, too. */
export const isForeign = ({ words }: Clause): boolean =>
  /\b(?:manufactur\w*|factor(?:y|ies)|assembly lines?|production (?:lines?|stops?|process)|(?:halts?|stops?) production|industrial|machinery)\b/.test(
    textOf(words),
  );
