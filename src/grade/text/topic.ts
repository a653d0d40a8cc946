import type { Word } from './words.ts';

/** What a heading, a question or a label is about: a part of the design, or one of the other things that are explained. */
export type Topic =
  | 'WEB'
  | 'APP'
  | 'DB'
  | 'SERVER'
  | 'CODE'
  | 'DOMAIN'
  | 'DNS'
  | 'USER'
  | 'LB'
  | 'RECORD'
  | 'COMM'
  | 'SPOF'
  | 'DOWN'
  | 'SCALE';

const has = (words: readonly Word[], ...tags: readonly string[]): boolean =>
  words.some((word) => tags.some((tag) => word.tags.has(tag)));

const named = (words: readonly Word[], pattern: RegExp): boolean =>
  words.some(({ text }) => pattern.test(text));

const says: readonly (readonly [Topic, (words: readonly Word[]) => boolean])[] = [
  ['SPOF', (words) => has(words, 'spof') || named(words, /^redundanc(?:y|ies)$/i)],
  [
    'COMM',
    (words) =>
      named(words, /^(?:communicat\w*|comunicat\w*|protocols?|interact\w*|talks?|exchanges?)$/i) ||
      (named(words, /^between$/i) && has(words, 'USER') && has(words, 'SERVER')),
  ],
  [
    'RECORD',
    (words) =>
      has(words, 'cname') ||
      (has(words, 'record') &&
        has(words, 'WWW', 'WWWNAME', 'DNS', 'record') &&
        named(words, /record|type|entry/i)),
  ],
  ['DOWN', (words) => named(words, /down|mainten|deploy|unavailab/i)],
  ['SCALE', (words) => named(words, /scal|traffic|growth|overload/i)],
  ['LB', (words) => has(words, 'LB')],
  ['WEB', (words) => has(words, 'WEB')],
  ['APP', (words) => has(words, 'APP')],
  ['DB', (words) => has(words, 'DB')],
  ['CODE', (words) => has(words, 'CODE')],
  ['RECORD', (words) => has(words, 'WWW')],
  ['DOMAIN', (words) => has(words, 'DOMAIN')],
  ['DNS', (words) => has(words, 'DNS')],
  ['DOMAIN', (words) => has(words, 'NAME', 'WWWNAME')],
  ['SERVER', (words) => has(words, 'SERVER')],
  ['USER', (words) => has(words, 'USER')],
];

/** The topic that these words name, if they name one. */
export const topicOf = (words: readonly Word[]): Topic | undefined =>
  says.find(([, test]) => test(words))?.[0];
