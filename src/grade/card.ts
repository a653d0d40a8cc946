import type { Graded } from './types.ts';

/** A wrong idea with what stands against it. */
export interface Corrected {
  readonly id: string;
  readonly quote: string;
  readonly fact: string;
  /** The lesson that clears it up. */
  readonly lesson: string;
}

/** One file, marked, with everything that a page about it says. */
export interface Card extends Omit<Graded, 'misconceptions'> {
  /** As it was named; `-` is standard input. */
  readonly file: string;
  readonly misconceptions: readonly Corrected[];
  /** Bytes that were read, when the file has more. */
  readonly cutAt?: number;
  /** Point → title and lesson. */
  readonly about: Readonly<Record<string, { readonly title: string; readonly lesson: string }>>;
}

/** What a file is, when it is no explanation: what that means, and what to do. */
export const kindSays: Readonly<Record<Exclude<Graded['kind'], 'explanation'>, string>> = {
  'link-only':
    'This file holds only a link. The course asks for exactly that: a link to the picture. What is behind the link is not looked at. The explanation itself has to be spoken or written: write it down in your own words, and have that marked.',
  empty: 'There is no text in this file.',
  'question-list':
    'This file holds only the questions. Write the answers below them in your own words, and have it marked again.',
  'other-language':
    'This text is not in English. The course asks for English, and only English is marked here. So nothing is said about whether it is right.',
};

/** "13.5 of 16 (12 full, 3 half, 1 none)". */
export const scoreLine = ({ score, full, points }: Card): string => {
  const half = points.filter(({ mark }) => mark === 'half').length;
  return `${score} of ${points.length} (${full} full, ${half} half, ${points.length - full - half} none)`;
};

export const cutLine = (bytes: number): string =>
  `The file is longer than ${bytes / 1024} KiB. Only its beginning was read.`;

export const startLine = ({ form }: Card): string =>
  form.startsWithUser
    ? 'It starts with a user who wants the site, as it should.'
    : 'It does not start with a user who wants the site. The course asks for that.';
