import type { CheckUnit } from '../model/check.ts';
import type { Hop } from '../model/hops.ts';
import type { Contact } from '../model/probe.ts';
import type { HopVerdict, Report } from '../model/report.ts';
import type { Target } from '../model/target.ts';
import { gather, planOf, type Gathered, type ProbeUnit } from './gather.ts';
import { judgeAll } from './judge.ts';
import { software } from './software.ts';
import { withoutConsequences } from './consequences.ts';
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

/** The probes that the chosen hops' checks need, with all that those need in turn. */
const neededProbes = <World>(
  { probes, checks }: Units<World>,
  only: readonly Hop[] | undefined,
): ProbeUnit<World>[] => {
  if (!only) return [...probes];
  const wanted = new Set<string>(['tester']);
  const isReserved = (id: string): boolean => probes.find((probe) => probe.id === id)?.isReserved ?? false;
  const add = (id: string): void => {
    wanted.add(id);
    for (const need of probes.find((probe) => probe.id === id)?.needs ?? []) add(need);
  };
  for (const check of checks)
    if (only.includes(check.place as Hop))
      [...check.needs, ...check.uses.filter((id) => !isReserved(id))].forEach(add);
  return probes.filter(({ id }) => wanted.has(id));
};

/** What would be contacted, in the order of the diagram. */
export const planFor = <World>(units: Units<World>, target: Target): Contact[] =>
  planOf(neededProbes(units, target.only), target);

const softwareOf = (verdict: HopVerdict, target: Target, gathered: Gathered): HopVerdict => {
  const named = software(verdict.hop, gathered.evidence);
  const standIn = target.standIns.includes(verdict.hop);
  return {
    ...verdict,
    ...(named ? { software: named } : {}),
    ...(target.standsFor === 'lab' && (named || standIn) ? { real: !standIn } : {}),
  };
};

const reportOf = <World>(run: Run<World>, target: Target, gathered: Gathered, startedAt: number): Report => {
  const judged = judgeAll(run.checks, gathered, { target, now: run.now });
  const findings = withoutConsequences(judged, target).filter(
    ({ hop }) => hop === 'tester' || !target.only || target.only.includes(hop),
  );
  const hops = verdictsOf({ target, evidence: gathered.evidence, findings });
  const missing = Object.entries(gathered.unobserved).map(
    ([id, { unobserved }]) => [id, unobserved] as const,
  );
  const crashed = Object.entries(gathered.crashed).map(
    ([id, error]) => [id, `our own probe failed: ${error.message}`] as const,
  );
  return {
    tool: run.tool,
    target,
    takenAt: run.now,
    durationMs: Math.round(performance.now() - startedAt),
    tester: testerVerdict(findings),
    hops: hops.map((verdict) => softwareOf(verdict, target, gathered)),
    firstBroken: firstBrokenOf(hops, findings),
    findings,
    evidence: gathered.evidence,
    unobserved: Object.fromEntries([...missing, ...crashed]),
    interrupted: run.signal.aborted && run.signal.reason === 'interrupted',
  };
};

/** One target, looked at and judged: the one function that most code calls. */
export const inspect = async <World>(target: Target, run: Run<World>): Promise<Report> => {
  const startedAt = performance.now();
  const probes = neededProbes(run, target.only);
  const world = run.world(planOf(probes, target));
  const gathered = await gather(target, probes, world, (sofar) =>
    run.onReport?.(reportOf(run, target, sofar, startedAt)),
  );
  return reportOf(run, target, gathered, startedAt);
};
