/** Edits (one character put in, taken out or changed) that lead from `a` to `b`. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

/** The known words that are most like the typed one, at most three. */
export const nearest = (typed: string, known: readonly string[]): string[] =>
  [...known].toSorted((a, b) => distance(typed, a) - distance(typed, b)).slice(0, 3);
