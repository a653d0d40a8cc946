import { Ajv } from 'ajv';
import { probeIds, type Evidence, type ProbeId } from '../model/evidence.ts';
import schema from '../report/check.schema.json' with { type: 'json' };

const id = 'check';

/** Each part is compiled when it is first asked for. */
const ajv = new Ajv({ strict: false, schemas: { [id]: schema } });

const isKnown = (probe: ProbeId, part: unknown): boolean =>
  ajv.getSchema(`${id}#/properties/evidence/properties/${probe}`)?.(part) === true;

/**
 * The parts of `evidence` that the published schema of this version knows, and the probes whose part it does not: an
 * older or a newer version may have written them in another shape.
 */
export const knownEvidence = (
  evidence: Readonly<Record<string, unknown>>,
): { readonly known: Partial<Evidence>; readonly strange: readonly ProbeId[] } => {
  const held = probeIds.filter((probe) => evidence[probe] !== undefined);
  const strange = held.filter((probe) => !isKnown(probe, evidence[probe]));
  const known = held.filter((probe) => !strange.includes(probe)).map((probe) => [probe, evidence[probe]]);
  return { known: Object.fromEntries(known) as Partial<Evidence>, strange };
};
