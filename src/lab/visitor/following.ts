import type { DrillProgress } from '../../model/drill.ts';
import type { Visit } from '../../model/visit.ts';
import type { DrillWatch } from '../drill.ts';
import { keep } from '../drill.ts';
import type { Report, Told } from './told.ts';
import { visitClock, type Visitor } from './visitor.ts';

/** All that a visitor has told, and the picture of it while a drill goes from phase to phase. */
export interface Following {
  readonly visits: readonly Visit[];
  readonly reports: readonly Report[];
  /** The next phase begins. */
  readonly next: () => void;
  /** Shows what happens for so long. */
  readonly during: (ms: number) => Promise<void>;
  /** Goes on until the visitor has caught up with what it is to ask, and has its answers; not for ever. */
  readonly caughtUp: () => Promise<void>;
  /** Lets the visitor come to an end. */
  readonly end: () => Promise<void>;
}

const catchingUpMs = 1500;
const stepMs = 100;
/** Answers in this time are not what a new phase has to wait for. */
const promptMs = 400;
const fewOpen = 3;
const fewVisits = 10;

const hasCaughtUp = (visits: readonly Visit[], reports: readonly Report[]): boolean =>
  (reports.at(-1)?.open ?? 0) <= fewOpen && visits.slice(-fewVisits).every(({ ms }) => ms < promptMs);

export const followVisitor = (
  visitor: Visitor,
  { signal, show }: DrillWatch,
  about: Pick<DrillProgress, 'phases' | 'pages'>,
): Following => {
  const visits: Visit[] = [];
  const reports: Report[] = [];
  let at = 0;
  const keepAll = (told: Told): void => {
    visits.push(...told.visits);
    reports.push(...told.reports);
  };
  const picture = (): void => show({ ...about, at, visits, now: visitClock() });
  const look = async (): Promise<void> => {
    keepAll(await visitor.listen());
    picture();
  };
  picture();
  return {
    visits,
    reports,
    next: () => {
      at += 1;
      picture();
    },
    during: (ms) => keep(ms, signal, look),
    caughtUp: async () => {
      const last = visitClock() + catchingUpMs;
      while (!hasCaughtUp(visits, reports) && visitClock() < last) await keep(stepMs, signal, look);
    },
    end: async () => keepAll(await visitor.stop()),
  };
};
