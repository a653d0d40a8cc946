import type { Evidence, ProbeId } from './evidence.ts';
import type { Hop, Place } from './hops.ts';
import type { Target } from './target.ts';
import type { CheckWords } from './words.ts';

export type CheckId = `${Place}/${string}`;

/** `confirmed`: every listed look-alike would have looked different, and a test says so. */
export type Strength = 'confirmed' | 'likely';

/** What a check says of one subject (`203.0.113.9:443`). */
export interface Judgement<Cause extends string = string> {
  readonly subject: string;
  readonly status: 'ok' | 'cause' | 'unknown';
  readonly cause?: Cause;
  /** One sentence of what was seen. */
  readonly because: string;
  /** Weaker than the cause's own strength when evidence that would sharpen it is missing. */
  readonly strength?: Strength;
  /** The one observation that would settle it. */
  readonly toConfirm?: string;
  /** The hop on which this subject waits: it could not be judged because that one is broken. */
  readonly blockedBy?: Hop;
  /** There is nothing to judge: it is no part of this site. */
  readonly isAbsent?: true;
}

export const ok = (subject: string, because: string, strength: Strength = 'confirmed'): Judgement<never> => ({
  subject,
  status: 'ok',
  because,
  strength,
});

export const found = <Cause extends string>(
  cause: Cause,
  subject: string,
  because: string,
  strength?: Strength,
): Judgement<Cause> => ({ subject, status: 'cause', cause, because, ...(strength ? { strength } : {}) });

export const unknown = (subject: string, because: string, toConfirm?: string): Judgement<never> => ({
  subject,
  status: 'unknown',
  because,
  ...(toConfirm ? { toConfirm } : {}),
});

export const blocked = (subject: string, because: string, blockedBy: Hop): Judgement<never> => ({
  subject,
  status: 'unknown',
  because,
  blockedBy,
});

export const absent = (subject: string, because: string): Judgement<never> => ({
  subject,
  status: 'unknown',
  because,
  isAbsent: true,
});

/** A whole run as a check sees it. Examples are patches of one shared healthy observation. */
export interface Observation {
  readonly target: Target;
  readonly now: Date;
  readonly evidence: Evidence;
}

export type Example = (healthy: Observation) => Observation;

/** A way in which the check fails. */
export interface CauseRule {
  /**
   * `broken`: a visitor does not get through. `warn`: it works, and should not stay like this. `note`: it works, and
   * is worth knowing; the finding stays `ok` and moves no box.
   */
  readonly status: 'broken' | 'warn' | 'note';
  readonly strength: Strength;
  readonly example: Example;
  /** The manual page this rests on, when no real server of the tests has shown it. Then never `confirmed`. */
  readonly restsOn?: string;
}

/** What a judgement is made from, besides evidence. */
export interface Context {
  readonly target: Target;
  readonly now: Date;
}

type Seen<Needs extends ProbeId, Uses extends ProbeId> = Pick<Evidence, Needs> &
  Partial<Pick<Evidence, Uses>>;

/**
 * Judges, never looks: one healthy condition, a pure function of evidence.
 * Its path is its id; its words stand beside it in the Markdown file of the same name.
 */
export interface Check<
  Needs extends ProbeId = ProbeId,
  Uses extends ProbeId = ProbeId,
  Cause extends string = string,
> {
  /** Part of the hop's one claim: the hop is `ok` only when this holds. */
  readonly claim: boolean;
  readonly needs: readonly Needs[];
  readonly uses: readonly Uses[];
  judge(seen: Seen<Needs, Uses>, context: Context): readonly Judgement<Cause>[];
  /** In the order in which they are explained. */
  readonly causes: Readonly<Record<Cause, CauseRule>>;
  readonly examples: { readonly ok: readonly Example[]; readonly unknown?: readonly Example[] };
}

/** A check as the engine holds it: judged without knowing which evidence it names. */
export interface CheckUnit {
  readonly id: CheckId;
  readonly place: Place;
  readonly words: CheckWords;
  readonly claim: boolean;
  readonly needs: readonly ProbeId[];
  readonly uses: readonly ProbeId[];
  readonly judge: (seen: Partial<Evidence>, context: Context) => readonly Judgement[];
  readonly causes: Readonly<Record<string, CauseRule>>;
  readonly examples: { readonly ok: readonly Example[]; readonly unknown?: readonly Example[] };
}

/** What a check's file exports: everything but its place and its words. */
export type CheckRule = Omit<CheckUnit, 'id' | 'place' | 'words'>;

/** Lets the compiler hold `judge` to the evidence it declared; the result no longer names it. */
export const defineCheck = <
  const Needs extends ProbeId = never,
  const Uses extends ProbeId = never,
  const Cause extends string = string,
>(
  check: Check<Needs, Uses, Cause>,
): CheckRule => check as unknown as CheckRule;
