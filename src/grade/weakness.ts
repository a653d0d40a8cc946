import type { Graded, PointId } from './types.ts';

interface Weakness {
  /** Words that only an answer about this one has; without them, what is said of another weakness is none about it. */
  readonly own: RegExp;
  /** What follows or why: without that, it is named at most. */
  readonly more: RegExp;
  /** Without words of its own, an answer with these is about another one. */
  readonly foreign?: RegExp;
}

/** The site is away in all of them, so an answer has to say which one it means. */
const weaknesses: Partial<Readonly<Record<PointId, Weakness>>> = {
  C1: {
    own: /\b(?:fail|break|broke|crash|die|dead|spof|single point)/i,
    more: /\b(?:fail|break|broke|crash|die|dead|down|stop|gone|nothing|offline|unavailab|only|lost)/i,
  },
  C2: {
    own: /\b(?:re-?start|re-?load|deploy|updat|upgrad|mainten|new (?:code|version))/i,
    more: /./,
    foreign: /\b(?:fail|break|broke|crash|die|dead)/i,
  },
  C3: {
    own: /\b(?:traffic|visitors|users|requests|people|load)\b/i,
    more: /\b(?:limit|slow|crash|over-?load|run|can ?not|can't|not|enough|cpu|memory|ram|resource|capacity|full|error|wait|down|time-? ?out|only)/i,
  },
};

/** It is about another weakness. */
export const isOtherWeakness = (id: PointId, text: string, bare: Graded): boolean => {
  const known = weaknesses[id];
  if (known === undefined || known.own.test(text)) return false;
  const isSaid = bare.points.some(
    (point) => point.id !== id && point.id in weaknesses && point.mark !== 'none',
  );
  return isSaid || (known.foreign?.test(text) ?? false);
};

/** It names this weakness at most. */
export const isNamedOnly = (id: PointId, text: string): boolean => !(weaknesses[id]?.more.test(text) ?? true);
