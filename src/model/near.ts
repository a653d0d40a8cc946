/** Levenshtein distance. */
export const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

const nearness = (typed: string, id: string): number =>
  Math.min(distance(typed, id), ...id.split('/').map((part) => distance(typed, part)));

/** Ids that look like what was typed, the nearest first. */
export const nearIds = (typed: string, ids: readonly string[]): readonly string[] => {
  const text = typed.toLowerCase();
  return ids
    .filter(
      (id) => (text.length > 1 && id.includes(text)) || nearness(text, id) <= Math.max(2, text.length / 3),
    )
    .toSorted((a, b) => nearness(text, a) - nearness(text, b))
    .slice(0, 3);
};
