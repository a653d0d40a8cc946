import { shownEndpoint } from '../../model/address.ts';
import type { Report } from '../../model/report.ts';
import type { Screen } from '../../model/screen.ts';
import { phaseTimes, type PhaseTimes } from '../../model/times.ts';
import { wrapped } from './lines.ts';

const phases = {
  name: 'name',
  connection: 'connection',
  tls: 'TLS',
  waiting: 'waiting for the server',
  receiving: 'receiving',
} as const satisfies Partial<Record<keyof PhaseTimes, string>>;

const shownMs = (ms: number): string => (ms < 9.95 ? ms.toFixed(1) : ms.toFixed(0));

const phasesOf = (times: PhaseTimes): string =>
  (Object.keys(phases) as (keyof typeof phases)[])
    .flatMap((phase) => (times[phase] === undefined ? [] : [`${phases[phase]} ${shownMs(times[phase])} ms`]))
    .join(', ');

/** Where the time of the page went, for each address on its own. */
export const timeLines = ({ evidence, firstBroken }: Report, screen: Screen): string[] => {
  // Who has a broken box has another question.
  const pages = firstBroken ? [] : phaseTimes(evidence);
  const where = (page: PhaseTimes): string => (pages.length > 1 ? ` at ${shownEndpoint(page)}` : '');
  const lines = pages.map((page) => wrapped(`Time${where(page)}: ${phasesOf(page)}`, screen));
  return lines.length > 0 ? ['', ...lines] : [];
};
