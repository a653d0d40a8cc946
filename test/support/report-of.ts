import { checks } from '../../src/catalog.ts';
import { inspect } from '../../src/engine/inspect.ts';
import type { Observation } from '../../src/model/check.ts';
import { probeIds, type Evidence, type ProbeId } from '../../src/model/evidence.ts';
import type { Unobserved } from '../../src/model/probe.ts';
import type { Report } from '../../src/model/report.ts';

/** The report of an observation, by the engine, with probes that only hand the evidence out, or do what is given. */
export const reportOf = (
  { evidence, target, now }: Observation,
  instead: Partial<Record<ProbeId, () => Promise<Evidence[ProbeId] | Unobserved>>> = {},
): Promise<Report> =>
  inspect<undefined>(target, {
    checks,
    probes: probeIds.map((id) => ({
      id,
      vantage: 'outside',
      needs: [],
      plan: () => [],
      look: () =>
        instead[id]?.() ?? Promise.resolve(evidence[id] ?? { unobserved: 'cannot be seen from outside' }),
    })),
    tool: { name: 'infra-tutor', version: '0.1.0' },
    now,
    signal: new AbortController().signal,
    world: () => undefined,
  });
