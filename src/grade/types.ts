export type Mark = 'full' | 'half' | 'none';

export const pointIds = [
  'A1',
  'A2',
  'A3',
  'A4',
  'A5',
  'A6',
  'B1',
  'B2',
  'B3',
  'B4',
  'B5',
  'B6',
  'B7',
  'C1',
  'C2',
  'C3',
] as const;
export type PointId = (typeof pointIds)[number];

/** A piece of the text: offsets in it, end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a point's rule says of a text. */
export interface Judged {
  readonly mark: Mark;
  /** One sentence, without full stop. */
  readonly because: string;
  readonly spans: readonly Span[];
}

export type Kind = 'explanation' | 'link-only' | 'empty' | 'question-list' | 'other-language';

export interface PointMark {
  readonly id: PointId;
  readonly mark: Mark;
  readonly because: string;
  readonly quotes: readonly string[];
}

/** A wrong idea, and the words of the text that hold it. */
export interface NamedMisconception {
  readonly id: string;
  readonly quote: string;
}

/** A write-up, marked. */
export interface Graded {
  readonly kind: Kind;
  /** Full marks count 1, half marks 0.5; of 16. */
  readonly score: number;
  /** How many of the 16 are full. */
  readonly full: number;
  readonly points: readonly PointMark[];
  readonly form: { readonly startsWithUser: boolean };
  readonly misconceptions: readonly NamedMisconception[];
}
