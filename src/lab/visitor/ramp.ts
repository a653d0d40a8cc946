import type { CoresUsed, TrafficStep } from '../../model/drill.ts';
import type { Visit } from '../../model/visit.ts';
import { failuresOf, isGood, percentile, tenths } from '../../model/visit.ts';
import type { CpuTimes } from '../cores.ts';
import { coresBetween, cpuTimes } from '../cores.ts';
import { keep, type DrillWatch } from '../drill.ts';
import { lengthOf, readSince } from '../log.ts';
import type { Stack } from '../stack.ts';
import type { Report, Told } from './told.ts';
import { visitClock } from './visitor.ts';

export interface Ramp {
  /**
   * Offers one load after the other, each for so long, until there is enough. The first one is offered once before, for
   * the connections and the programs to get warm.
   */
  readonly climb: (
    rates: readonly number[],
    ms: number,
    isEnough: (steps: readonly TrafficStep[]) => boolean,
    warmAt?: number,
  ) => Promise<readonly TrafficStep[]>;
  /** The next phase begins. */
  readonly next: () => void;
}

interface Plan {
  readonly path: string;
  readonly connections: number;
  readonly phases: readonly string[];
  readonly pace: number;
}

/** Where one load begins and ends, and what the system said then. */
interface Mark {
  readonly rate: number;
  readonly from: number;
  readonly until: number;
  readonly cpu?: readonly [CpuTimes, CpuTimes];
  readonly outOfConnections: number;
}

const warmMs = 1200;
const patienceMs = 2000;
/** The visitor says what it has seen every 100 ms. */
const tellsWithinMs = 150;

const hundredths = (value: number): number => Math.round(value * 100) / 100;

const coresOf = ({ cpu }: Mark, visitorCores: number): { readonly cores?: CoresUsed } => {
  if (!cpu) return {};
  const { parts, ...used } = coresBetween(...cpu);
  return {
    cores: {
      web: hundredths(used.web),
      app: hundredths(used.app),
      db: hundredths(used.db),
      all: hundredths(used.all),
      others: hundredths(Math.max(0, used.all - parts - visitorCores)),
    },
  };
};

/** What was asked in the step, and what was answered in it, to whatever was asked before. */
const stepOf = (visits: readonly Visit[], reports: readonly Report[], mark: Mark): TrafficStep => {
  const { rate, from, until, outOfConnections } = mark;
  const seconds = (until - from) / 1000;
  const asked = visits.filter(({ at }) => at >= from && at < until);
  const answered = visits.filter((visit) => {
    const end = visit.at + visit.ms;
    return isGood(visit) && end >= from && end < until;
  });
  const cpuMs = reports.filter(({ at }) => at > from && at <= until).reduce((sum, one) => sum + one.cpuMs, 0);
  const visitorCores = hundredths(cpuMs / (until - from));
  const times = asked.map(({ ms }) => ms);
  const lates = asked.map(({ late }) => late);
  return {
    offered: rate,
    answered: tenths(answered.length / seconds),
    asked: asked.length,
    failed: asked.filter((visit) => !isGood(visit)).length,
    saw: failuresOf(asked),
    medianMs: percentile(times, 0.5) ?? patienceMs,
    p95Ms: percentile(times, 0.95) ?? patienceMs,
    lateMs: percentile(lates, 0.5) ?? 0,
    visitorCores,
    outOfConnections,
    ...coresOf(mark, visitorCores),
  };
};

interface Heard {
  readonly visits: Visit[];
  readonly reports: Report[];
}

const hear = ({ visits, reports }: Heard, told: Told): void => {
  visits.push(...told.visits);
  reports.push(...told.reports);
};

/** Reads what the system says of the parts, from one load to the next. */
const gaugeOf = ({ description: { directory, parts } }: Stack) => {
  const pidOf = (name: string): number => parts.find(({ part }) => part === name)?.pid ?? 0;
  const pids = { web: pidOf('web'), app: pidOf('app'), db: pidOf('db') };
  const log = `${directory}/web/logs/error.log`;
  let [cpu, length]: [CpuTimes | undefined, number] = [undefined, 0];
  return async (): Promise<Pick<Mark, 'cpu' | 'outOfConnections'>> => {
    const [before, after] = [cpu, await cpuTimes(pids)];
    const said = (await readSince(log, length)).match(/worker_connections are not enough/g);
    [cpu, length] = [after, await lengthOf(log)];
    return { ...(before && after ? { cpu: [before, after] } : {}), outOfConnections: said?.length ?? 0 };
  };
};

/** Climbs with a visitor of its own each time. */
export const rampOn = (stack: Stack, { signal, show }: DrillWatch, plan: Plan): Ramp => {
  const gauge = gaugeOf(stack);
  const before: TrafficStep[] = [];
  let phase = 0;
  const picture = (steps: readonly TrafficStep[]): void =>
    show({
      phases: plan.phases,
      at: phase,
      pages: [],
      visits: [],
      steps: [...before, ...steps],
      now: visitClock(),
    });

  const climb: Ramp['climb'] = async (rates, wantedMs, isEnough, warmAt = rates[0] ?? 1) => {
    const ms = wantedMs * plan.pace;
    const visitor = await stack.sendVisitor({
      name: 'www.foobar.localhost',
      port: stack.description.ports.http,
      to: { address: '127.0.0.1' },
      pages: [plan.path],
      steps: [{ rate: warmAt, ms: warmMs }, ...rates.map((rate) => ({ rate, ms }))],
      patienceMs,
      connections: plan.connections,
    });
    const heard: Heard = { visits: [], reports: [] };
    const marks: Mark[] = [];
    let steps: readonly TrafficStep[] = [];
    const waitUntil = (time: number): Promise<void> =>
      keep(time - visitClock(), signal, async () => {
        hear(heard, await visitor.listen());
        picture(steps);
      });
    const stepsNow = (): readonly TrafficStep[] =>
      marks.map((mark) => stepOf(heard.visits, heard.reports, mark));
    let from = visitor.start + warmMs;
    await waitUntil(from);
    await gauge();
    for (const rate of rates) {
      const until = from + ms;
      await waitUntil(until);
      marks.push({ rate, from, until, ...(await gauge()) });
      await waitUntil(until + tellsWithinMs);
      steps = stepsNow();
      if (isEnough(steps)) break;
      from = until;
    }
    hear(heard, await visitor.stop());
    before.push(...stepsNow());
    return stepsNow();
  };
  return {
    climb,
    next: () => {
      phase += 1;
      picture([]);
    },
  };
};
