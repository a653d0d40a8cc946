import { markOf, readAnswer } from '../questions/forms.ts';
import { drawing, type Drawn } from './drawing.ts';
import { reviewer, type Asked } from './reviewer.ts';

export type Mark = 'full' | 'half' | 'none';

/** What was said to one point. */
export interface Answered {
  /** The answer, and then what was said to the follow-up question. */
  readonly said: readonly string[];
  readonly mark: Mark;
}

/** `ask` the question · `more` the follow-up question · `after` all was said about it. */
export type Phase = 'ask' | 'more' | 'after';

/** Where a rehearsal is: plain data, kept between runs. */
export interface Rehearsal {
  /** ISO 8601. */
  readonly begun: string;
  /** Milliseconds in front of it, without the time between two sittings. */
  readonly usedMs: number;
  /** Index of the step; behind the last one is the score card. */
  readonly at: number;
  readonly phase: Phase;
  /** Lines of the answer that is being typed. */
  readonly draft: readonly string[];
  /** Part of the drawing → the answer, as its form keeps it. */
  readonly drawn: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, Answered>>;
  /** Point → the learner's own mark, where it is another one. */
  readonly own: Readonly<Record<string, Mark>>;
}

export type Step = ({ readonly kind: 'draw' } & Drawn) | ({ readonly kind: 'point' } & Asked);

export const steps: readonly Step[] = [
  ...drawing.map((drawn): Step => ({ kind: 'draw', ...drawn })),
  ...reviewer.map((asked): Step => ({ kind: 'point', ...asked })),
];

export const beginAt = (begun: string): Rehearsal => ({
  begun,
  usedMs: 0,
  at: 0,
  phase: 'ask',
  draft: [],
  drawn: {},
  answers: {},
  own: {},
});

/** None: the score card. */
export const stepIn = ({ at }: Rehearsal): Step | undefined => steps[at];

const goTo = (state: Rehearsal, at: number): Rehearsal => ({
  ...state,
  at: Math.max(0, Math.min(at, steps.length)),
  phase: 'ask',
  draft: [],
});

export const next = (state: Rehearsal): Rehearsal => goTo(state, state.at + 1);

/** To the question itself, or from there to the one before. */
export const back = (state: Rehearsal): Rehearsal =>
  goTo(state, state.phase === 'ask' && state.draft.length === 0 ? state.at - 1 : state.at);

/** Past the follow-up question, or past the whole step. */
export const skip = (state: Rehearsal): Rehearsal =>
  state.phase === 'more' ? { ...state, phase: 'after', draft: [] } : next(state);

/** A part of the drawing was answered. */
export const draw = (state: Rehearsal, typed: string): Rehearsal => {
  const step = stepIn(state);
  const answer = step?.kind === 'draw' ? readAnswer(step.step, typed) : undefined;
  if (step?.kind !== 'draw' || answer === undefined) return state;
  return { ...state, phase: 'after', drawn: { ...state.drawn, [step.id]: answer } };
};

/** Characters of one answer that are kept. */
const mostWords = 2000;

const lengthOf = (lines: readonly string[]): number => lines.join('\n').length;

/** One more line of an answer. */
export const typeLine = (state: Rehearsal, line: string): Rehearsal => {
  const room = mostWords - lengthOf(state.draft);
  const kept = line.trim().slice(0, Math.max(0, room));
  return kept === '' ? state : { ...state, draft: [...state.draft, kept] };
};

/** No more of this answer is kept. */
export const isFilled = ({ draft }: Rehearsal): boolean => lengthOf(draft) >= mostWords;

/** Everything that was said to the point in front of the learner, with what is being typed. */
export const saidTo = (state: Rehearsal): readonly string[] => {
  const step = stepIn(state);
  const before = step && state.phase !== 'ask' ? (state.answers[step.id]?.said ?? []) : [];
  return state.draft.length > 0 ? [...before, state.draft.join('\n')] : before;
};

/** What was typed is the answer, and this is its mark. A point that is not full is asked about once more. */
export const say = (state: Rehearsal, mark: Mark): Rehearsal => {
  const step = stepIn(state);
  if (step?.kind !== 'point' || state.draft.length === 0) return state;
  const { [step.id]: _, ...own } = state.own;
  return {
    ...state,
    phase: state.phase === 'ask' && mark !== 'full' ? 'more' : 'after',
    draft: [],
    answers: { ...state.answers, [step.id]: { said: saidTo(state), mark } },
    own,
  };
};

/** The mark that the rules gave; who said nothing has none. */
export const ruledMark = ({ answers }: Rehearsal, id: string): Mark => answers[id]?.mark ?? 'none';

/** The learner sees it otherwise. */
export const correct = (state: Rehearsal, id: string, mark: Mark): Rehearsal => {
  const { [id]: _, ...others } = state.own;
  return { ...state, own: mark === ruledMark(state, id) ? others : { ...others, [id]: mark } };
};

export const spend = (state: Rehearsal, ms: number): Rehearsal => ({
  ...state,
  usedMs: state.usedMs + Math.max(0, Math.round(ms)),
});

/** Wrong ideas that the drawing in front of the learner shows. */
export const missedInDrawing = (state: Rehearsal): readonly string[] => {
  const step = stepIn(state);
  const answer = step?.kind === 'draw' ? state.drawn[step.id] : undefined;
  return step?.kind === 'draw' && answer !== undefined ? markOf(step.step, answer).missed : [];
};

/** How many parts of the drawing are right. */
export const drawnRight = ({ drawn }: Rehearsal): number =>
  drawing.filter(({ id, step }) => {
    const answer = drawn[id];
    return answer !== undefined && markOf(step, answer).right;
  }).length;
