const sum = (text: string): number =>
  Array.from(text).reduce((total, sign) => (total * 31 + (sign.codePointAt(0) ?? 0)) % 65_521, 7);

/**
 * The places of these texts in a mixed order, the same one each time: a page that is shown again must not change under the
 * learner's hand. Never the order in which they came.
 */
export const shuffled = (texts: readonly string[]): readonly number[] => {
  const mixed = texts
    .map((text, index) => ({ index, sum: sum(text) }))
    .toSorted((a, b) => a.sum - b.sum || b.index - a.index)
    .map(({ index }) => index);
  return mixed.every((from, to) => from === to) ? mixed.toReversed() : mixed;
};
