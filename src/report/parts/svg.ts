import width from 'fast-string-width';
import { wrapped } from '../../model/lines.ts';
import type { Status } from '../../model/report.ts';

/**
 * Pieces of an SVG file, in user units. Only presentation attributes: no style sheet that a page forbids or that reaches
 * what stands beside the picture.
 */

/** One column of the fixed-width letters, and one line. */
export const [cell, line] = [7.2, 17];

export const colours = {
  ink: '#1f1f1f',
  faint: '#5f6368',
  good: '#1b6e2e',
  warn: '#8a5a00',
  bad: '#b3261e',
} as const;

/** A second sign of a status: its word stands beside it, always. */
export const strokes: Readonly<Record<Status, string>> = {
  ok: colours.good,
  warn: colours.warn,
  broken: colours.bad,
  unknown: colours.faint,
  blocked: colours.faint,
  skipped: colours.faint,
  error: colours.bad,
};

/** U+FFFE and U+FFFF are no characters of XML (XML 1.0 §2.2); all others that are none were made visible before. */
export const escaped = (text: string): string =>
  text
    .replace(/[\ufffe\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** Lines of text that fit into so many units. */
export const fitted = (texts: readonly string[], units: number): readonly string[] =>
  texts.flatMap((text) => wrapped(text, Math.floor(units / cell)).map((one) => one.trimEnd()));

interface Look {
  readonly bold?: boolean;
  readonly fill?: string;
}

/** Lines of text below `top`. Their width is set, so that they fit with whatever letters the viewer has. */
export const lettering = (
  x: number,
  top: number,
  lines: readonly string[],
  { bold = false, fill = colours.ink }: Look = {},
): readonly string[] =>
  lines.map((text, at) =>
    text === ''
      ? ''
      : `<text x="${x}" y="${top + (at + 1) * line - 4}" fill="${fill}"${bold ? ' font-weight="bold"' : ''} textLength="${(width(text) * cell).toFixed(1)}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`,
  );

const dashes = (seen: boolean): string => (seen ? '' : ' stroke-dasharray="5 4"');

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly fill: string;
  readonly stroke: string;
  readonly seen: boolean;
}

export const frame = ({ x, y, radius, fill, stroke, seen, ...size }: Frame): string =>
  `<rect x="${x}" y="${y}" width="${size.width}" height="${size.height}" rx="${radius}" fill="${fill}" stroke="${stroke}" stroke-width="1.5"${dashes(seen)}/>`;

/** An upright arrow; its head is at the end. */
export const upright = (x: number, from: number, to: number, seen: boolean): readonly string[] => {
  const back = to > from ? to - 8 : to + 8;
  return [
    `<path d="M${x} ${from}V${back}" fill="none" stroke="${colours.ink}" stroke-width="1.5"${dashes(seen)}/>`,
    `<path d="M${x} ${to}L${x - 4} ${back}H${x + 4}Z" fill="${colours.ink}"/>`,
  ];
};
