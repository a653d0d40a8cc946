import type { Frame, Run } from './pty.ts';

/** Screens of the program as one animated SVG. Whoever wants no motion sees the last one. */

const [cell, line, margin] = [8.4, 18, 14];

/** Red, green, yellow and cyan of a light palette that can be told apart on white; faint is a mark of its own. */
const colours: Readonly<Record<number, string>> = {
  1: '#b3261e',
  2: '#1b6e2e',
  3: '#8a5a00',
  6: '#00687a',
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const drawn = ({ column, text, colour, bold, faint }: Run, row: number): string => {
  const fill = colour === undefined ? (faint ? '#5f6368' : '#1f1f1f') : (colours[colour] ?? '#1f1f1f');
  const shown = text.trimEnd();
  return `<text x="${(margin + column * cell).toFixed(1)}" y="${margin + (row + 1) * line - 5}" fill="${fill}" textLength="${(shown.length * cell).toFixed(1)}"${bold ? ' font-weight="bold"' : ''}>${escaped(shown)}</text>`;
};

const group = (frame: Frame, index: number): string =>
  `<g class="f f${index}">\n${frame.flatMap((runs, row) => runs.map((run) => drawn(run, row))).join('\n')}\n</g>`;

export interface Shot {
  readonly frame: Frame;
  /** For how long it is shown. */
  readonly seconds: number;
}

/** Each frame has its share of the time; the percentages meet without a gap. */
const keyframes = (shots: readonly Shot[]): string => {
  const whole = shots.reduce((sum, { seconds }) => sum + seconds, 0);
  let from = 0;
  return shots
    .map(({ seconds }, index) => {
      const [start, end] = [(from / whole) * 100, ((from + seconds) / whole) * 100];
      from += seconds;
      const before = start > 0 ? `0%, ${(start - 0.01).toFixed(2)}% { opacity: 0 } ` : '';
      const after = end < 100 ? ` ${(end + 0.01).toFixed(2)}%, 100% { opacity: 0 }` : '';
      return `@keyframes k${index} { ${before}${start.toFixed(2)}%, ${end.toFixed(2)}% { opacity: 1 }${after} }
.f${index} { animation: k${index} ${whole}s step-end infinite }`;
    })
    .join('\n');
};

export const film = (
  shots: readonly Shot[],
  { cols, rows }: { cols: number; rows: number },
  title: string,
): string => {
  const [width, height] = [Math.ceil(cols * cell + 2 * margin), rows * line + 2 * margin];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<style>
text { font-family: ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; font-size: 14px; white-space: pre }
.f { opacity: 0 }
.f${shots.length - 1} { opacity: 1 }
@media (prefers-reduced-motion: no-preference) {
${keyframes(shots)}
}
</style>
<rect width="100%" height="100%" rx="8" fill="#ffffff" stroke="#c7c7c7"/>
${shots.map(({ frame }, index) => group(frame, index)).join('\n')}
</svg>
`;
};
