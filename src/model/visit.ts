/** One request of a visitor, and what became of it. Times are milliseconds of one monotonic clock. */
export interface Visit {
  readonly page: string;
  /** When it was to be made, whatever became of the requests before. */
  readonly at: number;
  /** How much later than that it was made. */
  readonly late: number;
  /** From `at` until the whole answer was there, or it was clear that none would come. */
  readonly ms: number;
  /** A status (`200`), or where it failed and with which code (`tcp:ECONNREFUSED`). */
  readonly saw: string;
}

/** A page, or where to find one. */
export const isGood = ({ saw }: Pick<Visit, 'saw'>): boolean => /^[23]\d\d$/.test(saw);

/** Rounded to a tenth: what is finer says nothing on a computer that does other things, too. */
export const tenths = (value: number): number => Math.round(value * 10) / 10;

/** The value below which this part of all values lies (nearest rank); nothing of nothing. */
export const percentile = (values: readonly number[], part: number): number | undefined => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
};

export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Those that were both asked and answered in this span: the others may have met what was before it, or after. */
export const within = (visits: readonly Visit[], { from, until }: Span): readonly Visit[] =>
  visits.filter(({ at, ms }) => at >= from && at + ms <= until);

/** The longest time in a span in which no good answer came, in milliseconds. */
export const longestGap = (visits: readonly Visit[], { from, until }: Span): number => {
  const times = visits
    .filter(isGood)
    .map(({ at, ms }) => at + ms)
    .filter((time) => time > from && time < until)
    .toSorted((a, b) => a - b);
  const gap = [...times, until].reduce((most, time, at) => Math.max(most, time - (times[at - 1] ?? from)), 0);
  return tenths(gap);
};

/** What was seen by those for whom it failed, the most frequent first. */
export const failuresOf = (visits: readonly Visit[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const visit of visits) if (!isGood(visit)) counts.set(visit.saw, (counts.get(visit.saw) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([saw]) => saw);
};

/** A visitor that asks so much later than it should does not get the time to. */
const lateMs = 50;

/**
 * Whether the computer is too busy to be measured on: requests fail although nothing is done to the server, or the
 * visitor itself is late.
 */
export const isTooBusy = (calm: readonly Visit[], all: readonly Visit[]): boolean =>
  !calm.every(isGood) ||
  (percentile(
    all.map(({ late }) => late),
    0.5,
  ) ?? 0) > lateMs;
