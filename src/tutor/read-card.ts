import { Ajv } from 'ajv';
import type { ExerciseCard, Sight, Tool } from './exercise-card.ts';
import schema from './exercise-card.schema.json' with { type: 'json' };
import { isPlain } from '../model/plain.ts';

const id = 'card';

/** Each part is compiled when it is first asked for. */
const ajv = new Ajv({ strict: false, schemas: { [id]: schema } });

const fits = (part: string, value: unknown): boolean =>
  ajv.getSchema(`${id}#/$defs/${part}`)?.(value) === true;

/** The text is no card: one sentence of why. */
export class NotACard extends Error {
  override readonly name = 'NotACard';
}

/** A card that was read back, and what was said of it then. */
export interface ReadCard {
  readonly card: ExerciseCard;
  readonly passed: boolean;
}

/** A row of a class that was read back; without a card it could not be looked at. */
export interface ReadRow extends Partial<ReadCard> {
  readonly name: string;
  readonly host: string;
  readonly exercise: string;
  readonly takenAt: string;
  readonly why?: string;
}

export type Read =
  | (ReadCard & { readonly kind: 'card'; readonly tool: Tool })
  | { readonly kind: 'class'; readonly rows: readonly ReadRow[]; readonly tool: Tool };

const strange = 'was written by another version, in a way that this one cannot read';

/** What this version does not know was not looked at; what it knows in another shape cannot be read. */
const knownEvidence = (evidence: unknown): unknown =>
  isPlain(evidence)
    ? Object.fromEntries(
        Object.entries(evidence).flatMap(([key, one]) => {
          if (fits('evidence', { [key]: one })) return [[key, one] as const];
          const at = isPlain(one) ? one['at'] : undefined;
          const instead = { at, unseen: `What was seen ${strange}.` };
          return fits('evidence', { [key]: instead }) ? [[key, instead] as const] : [];
        }),
      )
    : evidence;

const withKnown = (part: unknown): unknown =>
  isPlain(part) && 'evidence' in part ? { ...part, evidence: knownEvidence(part['evidence']) } : part;

/** What the schema says of a card, beside what was said of it. */
type Held = Omit<ExerciseCard, 'evidence'> & {
  readonly passed: boolean;
  readonly evidence: Readonly<Record<string, Sight>>;
};

const cardIn = ({ exercise, target, takenAt, from, before, evidence, passed }: Held): ReadCard => {
  const { shown, host, address, standsFor } = target;
  return {
    passed,
    card: {
      exercise,
      target: {
        shown,
        host,
        ...(address === undefined ? {} : { address }),
        ...(standsFor === undefined ? {} : { standsFor }),
      },
      takenAt,
      from,
      ...(before ? { before } : {}),
      evidence,
    },
  };
};

type HeldRow = Omit<ReadRow, keyof ReadCard> & (Held | { readonly evidence?: undefined });

const rowIn = (row: HeldRow): ReadRow => {
  const { name, host, exercise, takenAt, why } = row;
  const base = { name, host, exercise, takenAt, ...(why === undefined ? {} : { why }) };
  return row.evidence ? { ...base, ...cardIn(row) } : base;
};

/**
 * A card of one server, or those of a class, read back.
 * @throws {NotACard} for any other text
 */
export const readCards = (text: string): Read => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NotACard('this is not JSON');
  }
  if (!isPlain(value)) throw new NotACard('this is not a score card of an exercise');
  const { tool } = value as { readonly tool: Tool };
  if (Array.isArray(value['results'])) {
    const whole = { ...value, results: value['results'].map(withKnown) };
    if (!fits('class', whole)) throw new NotACard('these are not the score cards of a class');
    return { kind: 'class', tool, rows: (whole.results as readonly HeldRow[]).map(rowIn) };
  }
  const whole = withKnown(value);
  if (!fits('card', whole)) throw new NotACard('this is not a score card of an exercise');
  return { kind: 'card', tool, ...cardIn(whole as Held) };
};
