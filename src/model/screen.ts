/** Marks text with meaning; without colour every function is the identity. Meaning never rests on ink alone. */
export interface Ink {
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  faint(text: string): string;
  bold(text: string): string;
  code(text: string): string;
}

const same = (text: string): string => text;
export const noInk: Ink = { good: same, bad: same, warn: same, faint: same, bold: same, code: same };

/** What a renderer must know of the place it writes to. */
export interface Screen {
  /** Columns, at least 20. */
  readonly columns: number;
  readonly unicode: boolean;
  readonly ink: Ink;
}

export const plainScreen: Screen = { columns: 80, unicode: false, ink: noInk };
