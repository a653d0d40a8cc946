import { actorOf, agentsOf, type Agents } from './text/agents.ts';
import { documentOf, type Document, type Sentence } from './text/document.ts';
import type { Word } from './text/words.ts';
import type { Span } from './types.ts';

/** A sentence with what a rule asks of it. */
export interface Clause extends Sentence {
  readonly index: number;
  /** The actors of the sentence before. */
  readonly previous: readonly string[];
}

/** A write-up as the rules see it. */
export interface Reading {
  readonly document: Document;
  /** All sentences, with what is copied. */
  readonly all: readonly Clause[];
  /** The student's own sentences. */
  readonly own: readonly Clause[];
}

const actorsIn = (words: readonly Word[]): string[] =>
  words.map(actorOf).filter((actor) => actor !== undefined);

/** What a sentence is about, for one that goes on with it. */
const subjects = (sentence: Clause | undefined, next: Sentence): readonly string[] => {
  if (!sentence || (sentence.unit !== next.unit && next.kind !== 'prose')) return [];
  const actors = actorsIn(sentence.words);
  // "What it can answer, it does.": nobody is named, so it is still about the same one.
  if (actors.length === 0 && sentence.unit === next.unit && !sentence.own) return sentence.previous;
  return [
    ...new Set([
      ...actors.slice(0, 1),
      ...actors.slice(-1),
      ...(sentence.own && sentence.topic ? [sentence.topic] : []),
    ]),
  ];
};

/** Reads a text. */
export const readingOf = (text: string): Reading => {
  const document = documentOf(text);
  const all: Clause[] = [];
  for (const [index, sentence] of document.sentences.entries())
    all.push({ ...sentence, index, previous: subjects(all[index - 1], sentence) });
  return { document, all, own: all.filter(({ echo }) => !echo) };
};

/** Whether one of these tags is on the word. */
export const is = (word: Word | undefined, ...tags: readonly string[]): boolean =>
  word !== undefined && tags.some((tag) => word.tags.has(tag));

export const has = (words: readonly Word[], ...tags: readonly string[]): boolean =>
  words.some((word) => is(word, ...tags));

export const says = (words: readonly Word[], pattern: RegExp): boolean =>
  words.some(({ text, plain }) => pattern.test(text) || pattern.test(plain));

/** The words of a clause in small letters, with single spaces: for set phrases. */
export const textOf = (words: readonly Word[]): string => words.map(({ plain }) => plain).join(' ');

export const spanOf = (words: readonly Word[]): Span => ({
  start: words[0]?.start ?? 0,
  end: words.at(-1)?.end ?? 0,
});

/** The clause as it stands, with its label; a question in front of it is not the student's. */
export const whole = ({ label, words }: Clause): Span =>
  spanOf(label.at(-1)?.text === '?' ? words : [...label, ...words]);

export const agents = (clause: Clause, at: number): Agents => agentsOf(clause, at, clause.previous);

const endsScope =
  /^[,;:.&]$|^->$|^(?:but|and|so|because|since|due|after|before|until|unless|then|which|that|who|if|when|while|instead)$/i;

/** How many words a negation reaches forward. */
const reach = 5;

/** "It is not the application server, which runs the code": that one is another thing, and it is there. */
const isOther = (words: readonly Word[], negation: number, at: number): boolean =>
  /^(?:is|are|was|isn't|aren't)$/i.test(words[negation - 1]?.text ?? '') &&
  /^the$/i.test(words[negation + 1]?.text ?? '') &&
  words.slice(at + 1, at + 4).some(({ text }) => /^(?:which|that)$/i.test(text));

/** Whether the word at `at` is denied: a negation stands before it in the same clause. */
export const isDenied = ({ words }: Pick<Clause, 'words'>, at: number): boolean => {
  for (let index = at - 1; index >= Math.max(0, at - reach); index -= 1) {
    const word = words[index];
    if (!word || endsScope.test(word.text)) return false;
    if (is(word, 'no') && !/only/i.test(words[index + 1]?.text ?? '')) return !isOther(words, index, at);
  }
  return false;
};
