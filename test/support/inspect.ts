import { checks, probes } from '../../src/catalog.ts';
import { observe, reportOf, type Observed } from '../../src/engine/inspect.ts';
import { insideIds } from '../../src/model/inside.ts';
import type { Report } from '../../src/model/report.ts';
import type { Target } from '../../src/model/target.ts';
import { createGate, type Gate } from '../../src/net/gate.ts';
import { worldOf, type World } from '../../src/probes/world.ts';

export interface Inspected {
  readonly report: Report;
  readonly observed: Observed;
  readonly gate: Gate;
}

const tool = { name: 'infra-tutor', version: '0.0.0-test' };

/** A whole run with the real probes and checks, under a deadline of its own (milliseconds). */
export const look = async (target: Target, ms = 20_000): Promise<Inspected> => {
  const signal = AbortSignal.timeout(ms);
  let gate: Gate | undefined;
  const observed = await observe<World>(target, {
    probes,
    checks,
    tool,
    now: new Date(),
    signal,
    world: (plan) => {
      gate = createGate(target, plan, signal);
      return worldOf(gate, 'infra-tutor/test');
    },
  });
  if (!gate) throw new Error('no gate was made');
  gate.close();
  return { report: reportOf(observed, { checks, tool }), observed, gate };
};

const cannotBeSeen = { unobserved: 'cannot be seen from outside' };

/** What the same run says to somebody who had no shell on the server. */
export const seenFromOutside = (observed: Observed): Report => {
  const { target, gathered } = observed;
  const { inside: _, ...rest } = target;
  const isHidden = (id: string): boolean => insideIds.some((hidden) => hidden === id);
  const evidence = Object.fromEntries(Object.entries(gathered.evidence).filter(([id]) => !isHidden(id)));
  const unobserved = {
    ...gathered.unobserved,
    ...Object.fromEntries(insideIds.map((id) => [id, cannotBeSeen])),
  };
  return reportOf(
    { ...observed, target: rest, gathered: { ...gathered, evidence, unobserved } },
    { checks, tool },
  );
};
