import { checks, probes } from '../../src/catalog.ts';
import { inspect } from '../../src/engine/inspect.ts';
import type { Report } from '../../src/model/report.ts';
import type { Target } from '../../src/model/target.ts';
import { createGate, type Gate } from '../../src/net/gate.ts';
import type { World } from '../../src/probes/world.ts';

export interface Inspected {
  readonly report: Report;
  readonly gate: Gate;
}

/** A whole run with the real probes and checks, under a deadline of its own (milliseconds). */
export const look = async (target: Target, ms = 20_000): Promise<Inspected> => {
  const signal = AbortSignal.timeout(ms);
  let gate: Gate | undefined;
  const report = await inspect<World>(target, {
    probes,
    checks,
    tool: { name: 'infra-tutor', version: '0.0.0-test' },
    now: new Date(),
    signal,
    world: (plan) => {
      gate = createGate(target, plan, signal);
      return { gate, userAgent: 'infra-tutor/test' };
    },
  });
  if (!gate) throw new Error('no gate was made');
  return { report, gate };
};
