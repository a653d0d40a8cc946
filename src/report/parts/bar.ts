import type { Screen } from '../../model/screen.ts';

/** A bar for a part of the whole, from 0 to 1. What is not there has a sign, too: an empty bar is no missing one. */
export const bar = (part: number, columns: number, { unicode }: Pick<Screen, 'unicode'>): string => {
  const [full, empty] = unicode ? ['█', '·'] : ['#', '.'];
  const length = Math.round(Math.min(1, Math.max(0, part)) * columns);
  // All and nothing are drawn for all and nothing only.
  const shown = part > 0 && part < 1 ? Math.min(columns - 1, Math.max(1, length)) : length;
  return full.repeat(shown) + empty.repeat(columns - shown);
};

/** `1.2 s`, `48 ms`. */
export const duration = (ms: number): string =>
  ms >= 1000 ? `${(ms / 1000).toFixed(1)} s` : `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
