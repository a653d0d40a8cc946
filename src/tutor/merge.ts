import type { Card } from './card.ts';
import type { LessonRecord, Progress } from './record.ts';
import { mergedRehearsed } from './rehearsal/kept.ts';

type Records<T> = Readonly<Record<string, T>>;

const merged = <T>(here: Records<T>, there: Records<T>, choose: (here: T, there: T) => T): Records<T> =>
  Object.fromEntries(
    [...new Set([...Object.keys(here), ...Object.keys(there)])].flatMap((id) => {
      const [a, b] = [here[id], there[id]];
      const one = a === undefined ? b : b === undefined ? a : choose(a, b);
      return one === undefined ? [] : [[id, one] as const];
    }),
  );

const later = <T extends { readonly at: string }>(a: T, b: T): T => (b.at > a.at ? b : a);

/** Where one of them is done, it is done; what is open in the other stays open. */
const tried = <T extends { readonly state: 'started' | 'done'; readonly at: string }>(a: T, b: T): T => ({
  ...later(a, b),
  state: a.state === 'done' || b.state === 'done' ? 'done' : 'started',
});

const asked = (a: Card, b: Card): Card => ((b.last_review ?? '') > (a.last_review ?? '') ? b : a);

/** The progress of two computers as one. What both have is taken from where it was touched last; done stays done. */
export const mergedProgress = (here: Progress, there: Progress): Progress => ({
  ...there,
  ...here,
  lessons: merged<LessonRecord>(here.lessons, there.lessons, tried),
  misconceptions: merged(here.misconceptions, there.misconceptions, (a, b) => ({
    missed: Math.max(a.missed, b.missed),
    at: later(a, b).at,
  })),
  exercises: merged(here.exercises, there.exercises, tried),
  challenges: merged(here.challenges ?? {}, there.challenges ?? {}, tried),
  review: merged(here.review ?? {}, there.review ?? {}, asked),
  ...(here.rehearsal && there.rehearsal
    ? { rehearsal: mergedRehearsed(here.rehearsal, there.rehearsal) }
    : {}),
});
