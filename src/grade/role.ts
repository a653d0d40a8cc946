import { agents, isDenied, type Clause, type Reading } from './reading.ts';
import { actorOf } from './text/agents.ts';
import { isAttributive, objectOf } from './text/object.ts';
import type { Word } from './text/words.ts';

/** A role: who (`of`) does something (`does`, tags or words) to something near it (`what`). */
export interface Role {
  readonly of: string;
  readonly does: readonly (string | RegExp)[];
  readonly what?: readonly (string | RegExp)[];
  /** How many words lie between the two at most. */
  readonly within?: number;
  /** Words that have the tag, and do not say it. */
  readonly but?: RegExp;
  /** Words that have a tag of `what`, and are too vague to count. */
  readonly vague?: RegExp;
  /** It is done to `what`: that is not only somewhere near. */
  readonly toIt?: true;
}

const holds = (word: Word, wanted: readonly (string | RegExp)[]): boolean =>
  wanted.some((one) => (typeof one === 'string' ? word.tags.has(one) : one.test(word.plain)));

/** "The requests sent by the browser": the visitor has done it. */
const isOfVisitor = (words: readonly Word[], at: number): boolean => {
  const [by, ...near] = words.slice(at + 1, at + 6);
  return (
    /(?:ed|sent|made)$/.test(words[at]?.plain ?? '') &&
    /^(?:by|from)$/.test(by?.plain ?? '') &&
    near.find((word) => actorOf(word) !== undefined)?.tags.has('USER') === true
  );
};

const nearOf = ({ words }: Clause, at: number, within: number): readonly Word[] => [
  ...words.slice(Math.max(0, at - within), at),
  ...words.slice(at + 1, at + 1 + within),
];

/** Whether the word at `at` is said of this one. */
export const isSaidOf = (clause: Clause, at: number, of: string): boolean => {
  const { strict, loose } = agents(clause, at);
  return (
    strict.includes(of) ||
    (strict.length === 0 && loose.includes(of)) ||
    (loose.includes(of) && clause.topic === of)
  );
};

/** Where a clause says that `role.of` has this role; -1 when it does not. */
export const roleIn = (clause: Clause, { of, does, what, within = 9, but, vague, toIt }: Role): number =>
  clause.words.findIndex((word, at) => {
    if (word.isMark || word.tags.has(of) || !holds(word, does) || but?.test(word.plain)) return false;
    if (of !== 'USER' && isOfVisitor(clause.words, at)) return false;
    if (isDenied(clause, at) || (toIt && isAttributive(clause.words, at))) return false;
    const near = toIt ? objectOf(clause.words, at, within) : nearOf(clause, at, within);
    if (what && !near.some((other) => holds(other, what) && !vague?.test(other.plain))) return false;
    return isSaidOf(clause, at, of);
  });

/** The first of the student's own clauses in which one of these roles is told. */
export const toldIn = ({ own }: Reading, roles: readonly Role[]): Clause | undefined =>
  own.find((clause) => clause.kind !== 'diagram' && roles.some((role) => roleIn(clause, role) >= 0));
