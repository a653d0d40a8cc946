/** What a translation may not change: everything but sentences. */
const kept = new Set([
  'id',
  'kind',
  'form',
  'misconception',
  'when',
  'right',
  'run',
  'where',
  'light',
  'see',
  'hop',
  'after',
  'teaches',
  'minutes',
  'topic',
  'risk',
  'lesson',
]);

/** A unit with every sentence blanked: equal for a lesson or the words of a check and its translation. */
export const skeleton = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string') return kept.has(key) ? value : '';
  if (Array.isArray(value)) return value.map((one: unknown) => skeleton(one, key));
  if (typeof value !== 'object' || value === null) return value;
  // What may be typed for a number differs from language to language.
  const entries = Object.entries(value).filter(([name]) => name !== 'answers');
  return Object.fromEntries(
    entries.map(([name, one]) => [name, name === 'look' ? one : skeleton(one, name)]),
  );
};
