import { probes } from '../../src/catalog.ts';
import type { Evidence, ProbeId } from '../../src/model/evidence.ts';
import { isUnobserved } from '../../src/model/probe.ts';
import type { Target } from '../../src/model/target.ts';
import { createGate, type Gate } from '../../src/net/gate.ts';
import { worldOf } from '../../src/probes/world.ts';

interface Looked<Id extends ProbeId> {
  readonly seen: Evidence[Id];
  readonly gate: Gate;
  readonly ms: number;
}

/** One probe alone, through a gate that knows its plan. */
export const lookWith = async <Id extends ProbeId>(
  id: Id,
  target: Target,
  known: Partial<Evidence> = {},
): Promise<Looked<Id>> => {
  const probe = probes.find((one) => one.id === id);
  if (!probe) throw new Error(`there is no probe ${id}`);
  const gate = createGate(target, probe.plan(target), AbortSignal.timeout(25_000));
  const start = performance.now();
  const seen = await probe.look(target, known, worldOf(gate, 'infra-tutor/test'));
  if (isUnobserved(seen)) throw new Error(`nothing was observed: ${seen.unobserved}`);
  return { seen: seen as Evidence[Id], gate, ms: performance.now() - start };
};

/** What the probe `tcp` says of ports that accept connections. */
export const openPorts = ({ address = '', ports }: Target): Evidence['tcp'] => ({
  attempts: (['http', 'https'] as const)
    .filter((purpose) => ports[purpose] > 1023)
    .map((purpose) => ({ address, port: ports[purpose], purpose, state: 'open', ms: 1, command: '' })),
});
