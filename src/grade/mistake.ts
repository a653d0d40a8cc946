import type { Clause, Reading } from './reading.ts';

/** How one misconception is recognised: `src/grade/misconceptions/<id>.ts`. Its fact stands in `lessons/misconceptions.yaml`. */
export interface MistakeRule {
  /** The clause that holds it. */
  find(reading: Reading): Clause | undefined;
  readonly examples: {
    /** Texts that hold it. */
    readonly held: readonly string[];
    /** Texts with the same words that do not. */
    readonly notHeld: readonly string[];
  };
}

export const defineMistake = (rule: MistakeRule): MistakeRule => rule;
