import type { Evidence, ProbeId } from '../model/evidence.ts';
import { isUnobserved, type Contact, type Probe, type Unobserved } from '../model/probe.ts';
import type { Target } from '../model/target.ts';

/** A probe whose needs are known by name only, as the engine holds it. */
export type ProbeUnit<World> = Omit<Probe<ProbeId, ProbeId, World>, 'look'> & {
  readonly id: ProbeId;
  look(target: Target, seen: Partial<Evidence>, world: World): Promise<Evidence[ProbeId] | Unobserved>;
};

/** What a run has so far. `crashed` holds what is a bug of ours. */
export interface Gathered {
  readonly evidence: Partial<Evidence>;
  readonly unobserved: Partial<Record<ProbeId, Unobserved>>;
  readonly crashed: Partial<Record<ProbeId, Error>>;
}

export const nothingYet: Gathered = { evidence: {}, unobserved: {}, crashed: {} };

/** Everything the probes may contact for this target, in the order of the diagram. */
export const planOf = <World>(probes: readonly ProbeUnit<World>[], target: Target): Contact[] =>
  probes.flatMap((probe) => probe.plan(target));

const crash = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/**
 * Runs every probe as soon as what it needs is known, side by side.
 * @param onSeen called with all that is known after each probe
 */
export const gather = async <World>(
  target: Target,
  probes: readonly ProbeUnit<World>[],
  world: World,
  onSeen: (gathered: Gathered) => void = () => {},
): Promise<Gathered> => {
  let gathered = nothingYet;
  const keep = (part: Partial<Gathered>): void => {
    gathered = {
      evidence: { ...gathered.evidence, ...part.evidence },
      unobserved: { ...gathered.unobserved, ...part.unobserved },
      crashed: { ...gathered.crashed, ...part.crashed },
    };
    onSeen(gathered);
  };
  const running = new Map<ProbeId, Promise<void>>();
  const look = async (probe: ProbeUnit<World>): Promise<void> => {
    await Promise.all(probe.needs.map((need) => run(need)));
    try {
      const seen = await probe.look(target, gathered.evidence, world);
      keep(isUnobserved(seen) ? { unobserved: { [probe.id]: seen } } : { evidence: { [probe.id]: seen } });
    } catch (error) {
      // Whatever the network does is evidence; what is thrown is our own mistake and must not hide the rest.
      keep({ crashed: { [probe.id]: crash(error) } });
    }
  };
  const run = (id: ProbeId): Promise<void> => {
    const probe = probes.find((unit) => unit.id === id);
    if (!probe) return Promise.resolve();
    const started = running.get(id) ?? look(probe);
    running.set(id, started);
    return started;
  };
  await Promise.all(probes.map(({ id }) => run(id)));
  return gathered;
};
