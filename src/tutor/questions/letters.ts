import type { Offered } from './question.ts';

/** The letter of a choice: a, b, c … */
export const letter = (index: number): string => String.fromCharCode(97 + index);

export const indexOf = (sign: string): number => sign.charCodeAt(0) - 97;

/** Texts with the letters by which they are named. */
export const lettered = (texts: readonly string[]): Offered[] =>
  texts.map((text, index) => ({ mark: `${letter(index)})`, text }));

/** `a`, `a and b`, `a, b and c`. */
export const joined = (signs: readonly string[], word = 'and'): string =>
  signs.length < 2 ? signs.join('') : `${signs.slice(0, -1).join(', ')} ${word} ${signs.at(-1) ?? ''}`;

/** The letters that were typed, however they were set apart; none when something else was, or one twice. */
export const lettersIn = (typed: string, count: number): string[] | undefined => {
  const signs = Array.from(typed.toLowerCase().replace(/[\s.,;)]+/g, ''));
  const known = signs.every((sign) => indexOf(sign) >= 0 && indexOf(sign) < count);
  return known && signs.length > 0 && new Set(signs).size === signs.length ? signs : undefined;
};
