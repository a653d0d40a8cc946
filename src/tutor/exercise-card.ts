import type { Vantage } from '../model/probe.ts';
import { isPassed, judgeExercise, type Verdict } from './exercise.ts';
import type { Ask, Context, Seen, SeenAll, SeenPrograms, Unseen } from './expect/kind.ts';
import { asksOf, keyOf } from './expectations.ts';
import type { Exercise } from './types.ts';

/** One look: when (ISO 8601), from where, and what was seen; or why nothing was. */
export type Sight =
  | { readonly at: string; readonly from: readonly Vantage[]; readonly seen: Seen }
  | ({ readonly at: string } & Unseen);

/** The version of the tool that did something. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}

/** Where the looks were taken from. */
export interface LookedFrom {
  /** The computer on which the tool ran, as it calls itself. */
  readonly machine: string;
  /** `here`: that computer is the server, or has the lab on it. `ssh`: a shell of the server was open, too. */
  readonly way?: 'here' | 'ssh';
  readonly ssh?: string;
  /** The resolver that was asked, `IP:PORT`. */
  readonly resolver?: string;
  readonly tool: Tool;
}

/** Everything that an exercise was judged by: enough to judge it again without looking. */
export interface ExerciseCard {
  readonly exercise: string;
  readonly target: {
    readonly shown: string;
    /** As it is sent in the Host header, without a port. */
    readonly host: string;
    /** The address that the server is known to have. */
    readonly address?: string;
    readonly standsFor?: 'lab';
  };
  /** When the first look was taken, ISO 8601. */
  readonly takenAt: string;
  readonly from: LookedFrom;
  /** The programs as they were when the exercise was started. */
  readonly before?: SeenPrograms;
  /** Key of what was asked → what came of it. */
  readonly evidence: Readonly<Record<string, Sight>>;
}

export const seenIn = ({ evidence }: Pick<ExerciseCard, 'evidence'>): SeenAll =>
  Object.fromEntries(
    Object.entries(evidence).map(([key, one]) => [key, 'seen' in one ? one.seen : { unseen: one.unseen }]),
  );

const contextIn = ({ target: { host, address }, before }: ExerciseCard): Context => ({
  host,
  ...(address === undefined ? {} : { address }),
  ...(before ? { before } : {}),
});

/** What each requirement comes to, by this card alone. Pure. */
export const judgeCard = (exercise: Exercise, card: ExerciseCard): readonly Verdict[] =>
  judgeExercise(exercise, seenIn(card), contextIn(card));

/** Where it was seen from, both sides apart. */
const vantagesIn = ({ evidence }: ExerciseCard): readonly Vantage[] => {
  const all = new Set(Object.values(evidence).flatMap((one) => ('seen' in one ? one.from : [])));
  return (['outside', 'inside'] as const).filter((one) => all.has(one));
};

/** Keys of what a requirement rests on, as far as it was looked at. */
const restsOn = (exercise: Exercise, id: string, { evidence }: ExerciseCard): readonly string[] => {
  const asks = exercise.requirements.flatMap((one): readonly Ask[] =>
    one.id === id ? asksOf(one.expect) : [],
  );
  return [...new Set(asks.map(keyOf))].filter((key) => Object.hasOwn(evidence, key));
};

/** The card as it stands in a document, with what is said of it: `exercise-card.schema.json`. */
export const cardDocument = (exercise: Exercise, card: ExerciseCard) => {
  const { target, takenAt, from, before, evidence } = card;
  const verdicts = judgeCard(exercise, card);
  return {
    exercise: exercise.id,
    target: { ...target, vantages: vantagesIn(card) },
    takenAt,
    from,
    requirements: verdicts.map(({ reason: _, optional: _o, waits: _w, ...verdict }) => ({
      ...verdict,
      evidence: restsOn(exercise, verdict.id, card),
    })),
    passed: isPassed(verdicts),
    ...(before ? { before } : {}),
    evidence,
  };
};

/** How a document came about, beside who judged it. */
export interface Made {
  readonly tool: Tool;
  /** Judged again, from what was seen then. */
  readonly replayed?: true;
  /** What was taken out of it. */
  readonly masked?: readonly string[];
}

/** `2026-11-26 16:20 UTC`, of an ISO 8601 time. */
const shownTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** From where, in words. */
export const whereFrom = ({ from: { machine, way, ssh }, target }: ExerciseCard): string => {
  if (target.standsFor === 'lab') return `on the lab of the computer ${machine}`;
  if (way === 'here') return `on the server itself (${machine})`;
  return `from the computer ${machine}${way === 'ssh' ? `, and on the server through ssh ${ssh ?? ''}` : ''}`;
};

/** When, from where and by what it was seen. */
export const seenWords = (card: ExerciseCard): string => {
  const { name, version } = card.from.tool;
  return `seen ${shownTime(card.takenAt)} ${whereFrom(card)}, by ${name} ${version}`;
};

/** That this is no look of now. */
export const replayedWords = (card: ExerciseCard): string =>
  `Replayed: ${seenWords(card)}. Nothing was contacted now.`;
