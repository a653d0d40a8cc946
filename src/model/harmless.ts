/**
 * Characters that a terminal obeys or that rearrange what is read: C0, DEL, C1, line and paragraph separators,
 * bidirectional controls, lone surrogates (CWE-150; UAX #9 §2).
 */
const dangerous =
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const visible = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code < 0x20) return `^${String.fromCharCode(code + 64)}`;
  if (code === 0x7f) return '^?';
  return `\\u${code.toString(16).padStart(4, '0')}`;
};

/** The same text with every dangerous character in a visible form; one line stays one line. */
export const harmless = (text: string): string => text.replace(dangerous, visible);

/** The same value with every string in it made harmless. Dates and other objects of a class stay as they are. */
export const harmlessDeep = <T>(value: T): T => {
  if (typeof value === 'string') return harmless(value) as T;
  if (Array.isArray(value)) return value.map(harmlessDeep) as T;
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, harmlessDeep(held)])) as T;
};

/** JSON that no terminal obeys either: what JSON leaves raw is escaped as JSON. */
export const harmlessJson = (value: unknown, indent = 2): string =>
  JSON.stringify(value, null, indent).replace(dangerous, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
