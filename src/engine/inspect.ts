import type { CheckUnit } from '../model/check.ts';
import type { Hop } from '../model/hops.ts';
import type { Contact } from '../model/probe.ts';
import type { HopVerdict, Report } from '../model/report.ts';
import type { Target } from '../model/target.ts';
import { gather, planOf, type Gathered, type ProbeUnit } from './gather.ts';
import { judgeAll } from './judge.ts';
import { software } from './software.ts';
import { withoutConsequences } from './consequences.ts';
import { withExceptions } from './exceptions.ts';
import { testerVerdict } from './tester.ts';
import { firstBrokenOf, verdictsOf } from './verdict.ts';

/** The units a run is made of; the engine imports none of them. */
export interface Units<World> {
  readonly probes: readonly ProbeUnit<World>[];
  readonly checks: readonly CheckUnit[];
}

export interface Run<World> extends Units<World> {
  readonly tool: Report['tool'];
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Builds what the probes are given; the plan is what they may contact. */
  world(plan: readonly Contact[]): World;
  /** Called with the report so far, after each probe. */
  onReport?: (report: Report) => void;
}

/**
 * The probes that these checks need, with all that those need in turn, and the look at this computer. A reserved one is
 * brought along by a check only: another probe waits for it where it runs.
 */
const probesFor = <World>(
  probes: readonly ProbeUnit<World>[],
  checks: readonly CheckUnit[],
  hasInside = true,
): ProbeUnit<World>[] => {
  const wanted = new Set<string>(['tester']);
  // Without a way in they only say so, and what they start from is not worth a visit.
  const isIdle = (id: string): boolean =>
    !hasInside && probes.find((probe) => probe.id === id)?.vantage === 'inside';
  const isReserved = (id: string): boolean => probes.find((probe) => probe.id === id)?.isReserved ?? false;
  const add = (id: string): void => {
    wanted.add(id);
    if (isIdle(id)) return;
    const needs: readonly string[] = probes.find((probe) => probe.id === id)?.needs ?? [];
    needs.filter((need) => !isReserved(need)).forEach(add);
  };
  for (const check of checks) [...check.needs, ...check.uses.filter((id) => !isReserved(id))].forEach(add);
  return probes.filter(({ id }) => wanted.has(id));
};

const neededProbes = <World>(
  { probes, checks }: Units<World>,
  { only, inside }: Target,
): ProbeUnit<World>[] =>
  only
    ? probesFor(
        probes,
        checks.filter(({ place }) => only.includes(place as Hop)),
        inside !== undefined,
      )
    : [...probes];

/** Only what one check needs: its own probes, and the checks of this computer, on whose account nobody is blamed. */
export const narrowedTo = <World>({ probes, checks }: Units<World>, check: CheckUnit): Units<World> => ({
  probes: probesFor(probes, [check]),
  checks: [...checks.filter(({ place }) => place === 'tester'), check],
});

/** What would be contacted, in the order of the diagram. */
export const planFor = <World>(units: Units<World>, target: Target): Contact[] =>
  planOf(neededProbes(units, target), target);

const softwareOf = (verdict: HopVerdict, target: Target, gathered: Gathered): HopVerdict => {
  const named = software(verdict.hop, gathered.evidence);
  const standIn = target.standIns.includes(verdict.hop);
  return {
    ...verdict,
    ...(named ? { software: named } : {}),
    ...(target.standsFor === 'lab' && (named || standIn) ? { real: !standIn } : {}),
  };
};

/** Everything that a report is made from: what a run saw, of whom, and when. It can be kept, and judged again. */
export interface Observed {
  readonly target: Target;
  readonly takenAt: Date;
  readonly durationMs: number;
  readonly interrupted: boolean;
  readonly gathered: Gathered;
}

const unobservedIn = ({ unobserved, crashed }: Gathered): Report['unobserved'] => {
  const missing = Object.entries(unobserved).map(([id, { unobserved: why }]) => [id, why] as const);
  const failed = Object.entries(crashed).map(
    ([id, error]) => [id, `our own probe failed: ${error.message}`] as const,
  );
  return Object.fromEntries([...missing, ...failed]);
};

/** What was seen, judged: a pure function, so the same observation always gives the same report. */
export const reportOf = (
  observed: Observed,
  { checks, tool }: { readonly checks: readonly CheckUnit[]; readonly tool: Report['tool'] },
): Report => {
  const { target, gathered, takenAt, durationMs, interrupted } = observed;
  const judged = judgeAll(checks, gathered, { target, now: takenAt });
  const standing = withExceptions(withoutConsequences(judged, target), target.ignore ?? [], takenAt);
  const findings = standing.filter(
    ({ hop }) => hop === 'tester' || !target.only || target.only.includes(hop),
  );
  const hops = verdictsOf({ target, evidence: gathered.evidence, findings });
  return {
    tool,
    target,
    takenAt,
    durationMs,
    tester: testerVerdict(findings),
    hops: hops.map((verdict) => softwareOf(verdict, target, gathered)),
    firstBroken: firstBrokenOf(hops, findings),
    findings,
    evidence: gathered.evidence,
    unobserved: unobservedIn(gathered),
    interrupted,
  };
};

/** One target, looked at: what every probe saw. */
export const observe = async <World>(target: Target, run: Run<World>): Promise<Observed> => {
  const startedAt = performance.now();
  const probes = neededProbes(run, target);
  const world = run.world(planOf(probes, target));
  const observed = (gathered: Gathered): Observed => ({
    target,
    takenAt: run.now,
    durationMs: Math.round(performance.now() - startedAt),
    interrupted: run.signal.aborted && run.signal.reason === 'interrupted',
    gathered,
  });
  return observed(
    await gather(target, probes, world, (sofar) => run.onReport?.(reportOf(observed(sofar), run))),
  );
};

/** One target, looked at and judged: the one function that most code calls. */
export const inspect = async <World>(target: Target, run: Run<World>): Promise<Report> =>
  reportOf(await observe(target, run), run);
