import { harmlessJson } from '../../model/harmless.ts';
import { drawing } from './drawing.ts';
import { reviewer } from './reviewer.ts';
import { drawnRight, ruledMark, type Mark, type Rehearsal } from './state.ts';

export interface CardPoint {
  readonly id: string;
  readonly mark: Mark;
  /** The mark is the learner's own; the rules gave another one. */
  readonly ruled?: Mark;
}

/** What belongs to the form of an explanation. */
export interface SpokenForm {
  readonly startsWithUser: boolean;
  readonly english: boolean;
}

/** The score card of a rehearsal, as it is kept. */
export interface ScoreCard {
  /** When it was ended, ISO 8601. */
  readonly at: string;
  readonly begun: string;
  /** Absent: it was not timed. */
  readonly usedMs?: number;
  readonly points: readonly CardPoint[];
  /** Absent: nothing was said. */
  readonly form?: SpokenForm;
  /** Parts of the drawing that are right; absent: nothing was drawn. */
  readonly drawn?: number;
  /** Whether the learner has looked at the marks and kept them. */
  readonly confirmed: boolean;
}

const pointOf = (state: Rehearsal, id: string): CardPoint => {
  const ruled = ruledMark(state, id);
  const own = state.own[id];
  return own === undefined ? { id, mark: ruled } : { id, mark: own, ruled };
};

export const cardOf = (
  state: Rehearsal,
  form: SpokenForm | undefined,
  at: string,
  confirmed: boolean,
): ScoreCard => ({
  at,
  begun: state.begun,
  ...(state.usedMs > 0 ? { usedMs: state.usedMs } : {}),
  points: reviewer.map(({ id }) => pointOf(state, id)).toSorted((a, b) => a.id.localeCompare(b.id)),
  ...(form ? { form } : {}),
  ...(Object.keys(state.drawn).length > 0 ? { drawn: drawnRight(state) } : {}),
  confirmed,
});

const worth: Readonly<Record<Mark, number>> = { full: 1, half: 0.5, none: 0 };

const countOf = ({ points }: ScoreCard, wanted: Mark): number =>
  points.filter(({ mark }) => mark === wanted).length;

const scoreOf = ({ points }: ScoreCard): number => points.reduce((sum, { mark }) => sum + worth[mark], 0);

/** "13.5 of 16 (12 full, 3 half, 1 none)". */
export const scoreLine = (card: ScoreCard): string =>
  `${scoreOf(card)} of ${card.points.length} (${countOf(card, 'full')} full, ${countOf(card, 'half')} half, ${countOf(card, 'none')} none)`;

const schema = 1;

const minuteMs = 60_000;

export const minutesIn = (ms: number): number => Math.floor(ms / minuteMs);

/** The last card as one document. */
export const cardJson = (card: ScoreCard, titles: Readonly<Record<string, string>>): string =>
  `${harmlessJson({
    schema,
    at: card.at,
    begun: card.begun,
    minutes: card.usedMs === undefined ? null : minutesIn(card.usedMs),
    confirmed: card.confirmed,
    score: scoreOf(card),
    full: countOf(card, 'full'),
    of: card.points.length,
    points: card.points.map(({ id, mark, ruled }) => ({
      id,
      title: titles[id] ?? '',
      mark,
      by: ruled === undefined ? 'rules' : 'learner',
      ...(ruled === undefined ? {} : { ruled }),
    })),
    form: card.form ?? null,
    drawing: card.drawn === undefined ? null : { right: card.drawn, of: drawing.length },
  })}\n`;
