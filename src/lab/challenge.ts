import type { FaultUnit } from './fault.ts';

/** A fault that somebody has to find: kept by the lab that has it, for as long as it runs. */
export interface Challenge {
  /** Id of the fault. */
  readonly fault: string;
  readonly seed: number;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Whether it was named. */
  readonly isNamed: boolean;
  /** How many hints were given. */
  readonly hints: number;
}

interface Wish {
  readonly level?: number;
  readonly seed: number;
  /** Ids of those that were found before: they come again only when nothing else is left. */
  readonly found: readonly string[];
}

/** Spreads neighbouring seeds (Knuth, The Art of Computer Programming, vol. 3, §6.4: multiplicative hashing). */
const spread = (seed: number, count: number): number =>
  Math.floor(((Math.imul(seed, 2_654_435_761) >>> 0) / 2 ** 32) * count);

/** What nobody can see from outside cannot be looked for there, and whether it was mended cannot be seen either. */
const canBeFound = ({ outside }: FaultUnit): boolean => outside !== 'nothing';

/** Draws a fault; the same one for the same wish and the same faults. */
export const draw = (faults: readonly FaultUnit[], { level, seed, found }: Wish): FaultUnit | undefined => {
  const fitting = faults.filter((fault) => canBeFound(fault) && (level ?? fault.level) === fault.level);
  const open = fitting.filter(({ id }) => !found.includes(id));
  const from = open.length > 0 ? open : fitting;
  return from[spread(seed, from.length)];
};

/** `alike`: another fault that looks the same from outside. */
export type Verdict = 'right' | 'right-box' | 'alike' | 'wrong';

const shows = ({ outside }: FaultUnit): string =>
  outside === 'nothing' ? outside : `${outside.finding}/${outside.cause}`;

/**
 * Judges an answer: the id of a fault, or of a box alone.
 * @param faults all of them
 */
export const judgeAnswer = (fault: FaultUnit, answer: string, faults: readonly FaultUnit[]): Verdict => {
  if (answer === fault.id) return 'right';
  const said = faults.find(({ id }) => id === answer);
  if (said && shows(said) === shows(fault)) return 'alike';
  return (said?.hop ?? answer) === fault.hop ? 'right-box' : 'wrong';
};
