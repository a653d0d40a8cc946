/** Answers to a steady load of so many requests a second. */
export interface LoadStep {
  /** Requests a second that were to be made. */
  readonly offered: number;
  /** Good answers a second. */
  readonly answered: number;
  /** From when a request was to be made; absent when nothing was asked. */
  readonly medianMs: number;
  readonly p95Ms: number;
  /** By how much the median request was made too late: the visitor's own slowness. */
  readonly lateMs: number;
  /** How much of one core the visitor used. */
  readonly visitorCores: number;
}

/** Less than this part of the requests answered in time: the rest piles up. */
const keepsUp = 0.95;
/** A median so many times that of a calm server has bent. */
const bent = 5;
/** Below this a visitor's lateness hides in the noise of its timer; milliseconds. */
const noticeableMs = 5;
const nearlyOneCore = 0.9;

/** The lowest median of all: what a page takes when nobody waits. */
export const calmMs = (steps: readonly LoadStep[]): number =>
  Math.min(...steps.map(({ medianMs }) => medianMs));

/** Whether the server takes this load as it takes a small one. */
export const isFine = ({ offered, answered, medianMs }: LoadStep, calm: number): boolean =>
  answered >= offered * keepsUp && medianMs <= calm * bent;

/** Whether what was measured is the visitor's own limit. */
export const isVisitorsLimit = ({ lateMs, medianMs, visitorCores }: LoadStep): boolean =>
  visitorCores >= nearlyOneCore || lateMs > Math.max(noticeableMs, medianMs / 2);

export type Knee<S extends LoadStep> =
  | { readonly found: true; readonly step: S; readonly beyond: S }
  /** `no-bend`: the highest load was still fine. `visitor`: beyond this it was the visitor who could not go on. */
  | { readonly found: false; readonly why: 'no-bend' | 'visitor' | 'never-fine'; readonly fine?: S };

/**
 * The highest load that the server took as well as a small one, and the next one, at which it no longer did. A load that
 * was not fine although a higher one was had some other reason, and is no knee.
 */
export const kneeOf = <S extends LoadStep>(steps: readonly S[]): Knee<S> => {
  const sorted = steps.toSorted((a, b) => a.offered - b.offered);
  const calm = calmMs(sorted);
  const at = sorted.findLastIndex((step) => isFine(step, calm));
  const [step, beyond] = [sorted[at], sorted[at + 1]];
  if (!step) return { found: false, why: 'never-fine' };
  if (!beyond) return { found: false, why: 'no-bend', fine: step };
  return isVisitorsLimit(beyond) || isVisitorsLimit(step)
    ? { found: false, why: 'visitor', fine: step }
    : { found: true, step, beyond };
};
