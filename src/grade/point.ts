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

/** Where a word stands as it was typed. */
export const wordIn = ({ own }: Reading, pattern: RegExp): Clause | undefined =>
  own.find(
    (clause) =>
      says(clause.label, pattern) ||
      clause.words.some(
        ({ text, plain }, at) => (pattern.test(text) || pattern.test(plain)) && !isDenied(clause, at),
      ),
  );

/** Where a set phrase stands, in the words of a clause with its label. */
export const phraseIn = ({ own }: Reading, pattern: RegExp): Clause | undefined =>
  own.find(({ label, words }) => pattern.test(textOf([...label, ...words])));
