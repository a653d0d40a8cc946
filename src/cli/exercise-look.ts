import type { ExerciseCard, LookedFrom, Sight } from '../tutor/exercise-card.ts';
import { judgeExercise } from '../tutor/exercise.ts';
import { seenIn } from '../tutor/exercise-card.ts';
import type { Ask, Context, Seen, Unseen } from '../tutor/expect/kind.ts';
import { asksOf, keyOf } from '../tutor/expectations.ts';
import type { Vantage } from '../model/probe.ts';
import type { Exercise } from '../tutor/types.ts';

/** A site that can be looked at for an exercise. */
export interface Lookable {
  readonly shown: string;
  /** As it is sent in the Host header, without a port. */
  readonly host: string;
  /** The address that the server is known to have. */
  readonly address?: string;
  /** The lab is ours: what it can do says nothing about the learner's own server. */
  readonly isLab: boolean;
  readonly from: LookedFrom;
  /** From which sides this is seen. */
  vantagesOf(ask: Ask): readonly Vantage[];
  look(ask: Ask): Promise<Seen | Unseen>;
}

/** A path that no site has: nobody can have prepared for it. */
const unknownPath = (): string => `/no-such-page-${Math.random().toString(36).slice(2, 10)}`;

const named = (ask: Ask, nowhere: string): Ask =>
  ask.see === 'page' && ask.path === '{unknown}' ? { ...ask, path: nowhere } : ask;

/** Looks at what can be judged: what waits for something that is not so is not asked for. */
const evidenceFor = async (
  exercise: Exercise,
  site: Lookable,
  context: Context,
  now: () => Date,
): Promise<Readonly<Record<string, Sight>>> => {
  const nowhere = unknownPath();
  const evidence: Record<string, Sight> = {};
  const sight = async (ask: Ask): Promise<Sight> => {
    const seen = await site.look(named(ask, nowhere));
    const at = now().toISOString();
    return 'unseen' in seen ? { at, ...seen } : { at, from: site.vantagesOf(ask), seen };
  };
  for (const { needs, expect } of exercise.requirements) {
    const met = judgeExercise(exercise, seenIn({ evidence }), context).filter(
      ({ status }) => status === 'success',
    );
    if (!needs.every((id) => met.some((verdict) => verdict.id === id))) continue;
    for (const ask of asksOf(expect)) evidence[keyOf(ask)] ??= await sight(ask);
  }
  return evidence;
};

/** Everything that the exercise is judged by on this site. */
export const cardOn = async (
  exercise: Exercise,
  site: Lookable,
  now: () => Date,
  before?: Context['before'],
): Promise<ExerciseCard> => {
  const { shown, host, address, from, isLab } = site;
  const known = { host, ...(address === undefined ? {} : { address }) };
  const takenAt = now().toISOString();
  const kept = before ? { before } : {};
  return {
    exercise: exercise.id,
    target: { shown, ...known, ...(isLab ? { standsFor: 'lab' } : {}) },
    takenAt,
    from,
    ...kept,
    evidence: await evidenceFor(exercise, site, { ...known, ...kept }, now),
  };
};
