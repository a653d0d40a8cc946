import { setTimeout as sleep } from 'node:timers/promises';
import type { DrillProgress, DrillQuestion, DrillResult } from '../model/drill.ts';
import type { Stack } from './stack.ts';

/** Who is told of a drill while it goes on, and who may end it. */
export interface DrillWatch {
  readonly signal: AbortSignal;
  readonly show: (progress: DrillProgress) => void;
}

export interface DrillEnd {
  readonly result: DrillResult;
  /** For each question the letter of the choice that was measured; nothing when it was none of them. */
  readonly measured: readonly (string | undefined)[];
}

/** One experiment on a lab of its own. */
export interface DrillRule {
  /** What it does, in one sentence. */
  readonly title: string;
  /** About how long it takes. */
  readonly seconds: number;
  readonly questions: readonly DrillQuestion[];
  /** `pace` shortens or lengthens it: 0.5 takes half the time. */
  readonly run: (stack: Stack, watch: DrillWatch, pace?: number) => Promise<DrillEnd>;
}

export interface DrillUnit extends DrillRule {
  /** `spof`. */
  readonly id: string;
}

export const defineDrill = (rule: DrillRule): DrillRule => rule;

const everyMs = 100;

/** Does something every 100 ms for so long, unless it is interrupted. */
export const keep = async (ms: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> => {
  const end = performance.now() + ms;
  for (let left = ms; left > 0; left = end - performance.now()) {
    await sleep(Math.min(left, everyMs), undefined, { signal });
    await work();
  }
};
