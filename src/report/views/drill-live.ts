import type { DrillProgress } from '../../model/drill.ts';
import type { LoadStep } from '../../model/knee.ts';
import type { Screen } from '../../model/screen.ts';
import type { Visit } from '../../model/visit.ts';
import { isGood } from '../../model/visit.ts';
import { bar, duration } from '../parts/bar.ts';
import { cut, padded, wrapped } from '../parts/lines.ts';

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

const mostSteps = 14;

/** The loads so far: how much of each was answered, and how long the median page took. */
const stepLines = (steps: readonly LoadStep[], screen: Screen): string[] =>
  steps.slice(-mostSteps).map(({ offered, answered, medianMs }) => {
    const width = Math.max(4, Math.min(40, screen.columns - 22));
    return `${`${offered}/s`.padStart(9)} ${bar(answered / offered, width, screen)} ${duration(medianMs).padStart(8)}`;
  });

const stripLines = ({ pages, visits, now }: DrillProgress, screen: Screen): string[] =>
  pages.map((page) => {
    const own = visits.filter((visit) => visit.page === page);
    const room = Math.max(1, screen.columns - labelWidth - 1);
    return `${padded(cut(page, labelWidth), labelWidth)} ${strip(own, now, room, screen)}`;
  });

const legend = ({ steps }: DrillProgress, { unicode }: Screen): string => {
  const full = unicode ? '█' : '#';
  return steps
    ? 'requests a second, how much of it was answered, the median'
    : `each sign is a tenth of a second: ${full} answered  x failed`;
};

/**
 * What the visitor sees: the last seconds, a line for each page and one sign for a tenth of a second, the newest last;
 * or the loads, a line for each.
 */
export const drillLive = (progress: DrillProgress, screen: Screen): string =>
  [
    cut(phaseLine(progress), screen.columns),
    ...(progress.steps ? stepLines(progress.steps, screen) : stripLines(progress, screen)),
    screen.ink.faint(wrapped(legend(progress, screen), screen)),
  ].join('\n');
