import { has, isDenied, says, textOf, whole, type Clause, type Reading } from './reading.ts';
import type { Judged, Mark } from './types.ts';

/** How one point is marked: `src/grade/points/<id>.ts`. */
export interface PointRule {
  /** What the point asks for, as a noun. */
  readonly title: string;
  judge(reading: Reading): Judged;
  /** Texts that earn each mark. */
  readonly examples: Readonly<Record<Mark, readonly string[]>>;
}

export const definePoint = (rule: PointRule): PointRule => rule;

const judged =
  (mark: Mark) =>
  (because: string, ...clauses: readonly Clause[]): Judged => ({ mark, because, spans: clauses.map(whole) });

export const full = judged('full');
export const half = judged('half');
export const none = judged('none');

const namesIt = (clause: Clause, tag: string): boolean =>
  clause.words.some((word, at) => word.tags.has(tag) && !isDenied(clause, at)) || has(clause.label, tag);

/** Where the student names a part, or answers below a question about it. */
export const namedIn = ({ own }: Reading, tag: string): Clause | undefined =>
  own.find((clause) => namesIt(clause, tag)) ?? own.find(({ topic }) => topic === tag);

const holdsWord = (clause: Clause, pattern: RegExp): boolean =>
  says(clause.label, pattern) ||
  clause.words.some(
    ({ text, plain }, at) => (pattern.test(text) || pattern.test(plain)) && !isDenied(clause, at),
  );

/** "### Web server (Nginx)" with an answer below it. */
const isAnswered = ({ all }: Reading, { kind, index, topic }: Clause): boolean => {
  const next = all[index + 1];
  return (
    kind === 'heading' &&
    next !== undefined &&
    !next.echo &&
    next.kind !== 'heading' &&
    topic !== undefined &&
    next.topic === topic
  );
};

/** Where a word stands as it was typed: in what the student says, or in a heading that is answered. */
export const wordIn = (reading: Reading, pattern: RegExp): Clause | undefined =>
  reading.own.find((clause) => holdsWord(clause, pattern)) ??
  reading.all.find((clause) => isAnswered(reading, clause) && holdsWord(clause, pattern));

/** Where a set phrase stands, in the words of a clause with its label. */
export const phraseIn = ({ own }: Reading, pattern: RegExp): Clause | undefined =>
  own.find(({ label, words }) => pattern.test(textOf([...label, ...words])));
