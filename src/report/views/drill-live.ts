import type { DrillProgress } from '../../model/drill.ts';
import type { Screen } from '../../model/screen.ts';
import type { Visit } from '../../model/visit.ts';
import { isGood } from '../../model/visit.ts';
import { cut, padded } from '../parts/lines.ts';

const bucketMs = 100;

/** `2 of 5: the name server is stopped`. */
export const phaseLine = ({ phases, at }: DrillProgress): string =>
  `${at + 1} of ${phases.length}: ${phases[at] ?? ''}`;

const sign = (visits: readonly Visit[], { unicode, ink }: Screen): string => {
  if (visits.length === 0) return unicode ? '·' : '.';
  if (visits.every(isGood)) return unicode ? '█' : '#';
  return ink.bad('x');
};

const strip = (visits: readonly Visit[], now: number, columns: number, screen: Screen): string => {
  const buckets = new Map<number, Visit[]>();
  for (const visit of visits) {
    const ago = Math.floor((now - visit.at - visit.ms) / bucketMs);
    if (ago < columns) buckets.set(ago, [...(buckets.get(ago) ?? []), visit]);
  }
  return Array.from({ length: columns }, (_, at) => sign(buckets.get(columns - 1 - at) ?? [], screen)).join(
    '',
  );
};

const labelWidth = 18;

/** The last seconds as the visitor saw them, a line for each page: one sign for a tenth of a second, the newest last. */
export const drillLive = (progress: DrillProgress, screen: Screen): string => {
  const { pages, visits, now } = progress;
  const legend = screen.unicode ? '█ answered  x failed' : '# answered  x failed';
  return [
    cut(phaseLine(progress), screen.columns),
    ...pages.map((page) => {
      const own = visits.filter((visit) => visit.page === page);
      const room = Math.max(1, screen.columns - labelWidth - 1);
      return `${padded(cut(page, labelWidth), labelWidth)} ${strip(own, now, room, screen)}`;
    }),
    screen.ink.faint(cut(`each sign is a tenth of a second: ${legend}`, screen.columns)),
  ].join('\n');
};
