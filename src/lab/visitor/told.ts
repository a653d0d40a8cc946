import type { Visit } from '../../model/visit.ts';

/** What a visitor told in one of its lines: what it has seen since the one before, and how it is itself. */
export interface Report {
  readonly at: number;
  /** What it has used of a processor since the line before. */
  readonly cpuMs: number;
  /** Requests made so far, and those of them that are still open. */
  readonly asked: number;
  readonly open: number;
}

export interface Told {
  /** When its first step begins. */
  readonly start?: number;
  readonly visits: readonly Visit[];
  readonly reports: readonly Report[];
  /** It has said its last word. */
  readonly isOver: boolean;
}

interface Line extends Report {
  readonly start?: number;
  readonly seen?: readonly (readonly [number, number, number, number, string])[];
  readonly end?: true;
}

const lineOf = (text: string): readonly Line[] => {
  try {
    return [JSON.parse(text) as Line];
  } catch {
    return []; // a complaint of Node's; it is shown when the program ends by itself
  }
};

/** Reads whole lines of what a visitor has written. */
export const readTold = (text: string, pages: readonly string[]): Told => {
  const lines = text.split('\n').filter(Boolean).flatMap(lineOf);
  const start = lines.find((line) => line.start !== undefined)?.start;
  return {
    ...(start === undefined ? {} : { start }),
    visits: lines.flatMap(({ seen = [] }) =>
      seen.map(([page, at, late, ms, saw]): Visit => ({ page: pages[page] ?? '', at, late, ms, saw })),
    ),
    reports: lines
      .filter(({ seen }) => seen)
      .map(({ at, cpuMs, asked, open }): Report => ({ at, cpuMs, asked, open })),
    isOver: lines.some(({ end }) => end),
  };
};
