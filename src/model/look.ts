import type { Status } from './report.ts';

/** One check's verdict on one subject, as it was at some time. */
export interface SeenFinding {
  readonly subject: string;
  readonly status: Status;
  readonly cause?: string;
  readonly because: string;
}

/** What one check said at one time. */
export interface Look {
  /** ISO 8601. */
  readonly takenAt: string;
  readonly findings: readonly SeenFinding[];
}

/** What became of a finding between two looks. */
export type Change = 'first' | 'unseen' | 'mended' | 'broke' | 'other-cause' | 'still-bad' | 'still-ok';

const isBad = ({ status }: SeenFinding): boolean => status === 'broken' || status === 'warn';

const causesOf = ({ findings }: Look): string =>
  findings
    .filter(isBad)
    .map(({ subject, cause = '' }) => `${cause} ${subject}`)
    .toSorted()
    .join('\n');

const isOpen = ({ status }: SeenFinding): boolean =>
  status === 'unknown' || status === 'blocked' || status === 'error';

/** Compares what one check said before with what it says now. */
export const changeOf = (before: Look | undefined, now: Look): Change => {
  const isBadNow = now.findings.some(isBad);
  if (!isBadNow && (now.findings.length === 0 || now.findings.some(isOpen))) return 'unseen';
  if (!before) return 'first';
  const wasBad = before.findings.some(isBad);
  if (!isBadNow) return wasBad ? 'mended' : 'still-ok';
  if (!wasBad) return 'broke';
  return causesOf(before) === causesOf(now) ? 'still-bad' : 'other-cause';
};
