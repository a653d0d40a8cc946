import type { Card } from './card.ts';
import type { SeenPrograms } from './expect/kind.ts';
import type { ScoreCard } from './rehearsal/card.ts';
import { isRehearsed, type Rehearsed } from './rehearsal/kept.ts';
import type { Rehearsal } from './rehearsal/state.ts';
import type { Session } from './session.ts';
import { isPlain, type Plain } from '../model/plain.ts';

export interface LessonRecord {
  readonly state: 'started' | 'done';
  /** When it was last touched, ISO 8601. */
  readonly at: string;
  readonly session?: Session;
  /** Read to its end: where its first open question is. */
  readonly again?: Session;
}

/** Everything that is kept of a learner. Keys of a later version are carried along. */
export interface Progress {
  readonly version: 1;
  readonly lessons: Readonly<Record<string, LessonRecord>>;
  /** How often a wrong choice showed this wrong idea. */
  readonly misconceptions: Readonly<Record<string, { readonly missed: number; readonly at: string }>>;
  readonly exercises: Readonly<Record<string, Tried>>;
  /** Faults of the lab that were to be found, by their ids; absent in older files. */
  readonly challenges?: Readonly<Record<string, Tried>>;
  /** Wrong idea → when it is asked about again; absent in older files. */
  readonly review?: Readonly<Record<string, Card>>;
  /** The whiteboard rehearsal that is open, and the last score card; absent in older files. */
  readonly rehearsal?: Rehearsed;
}

interface Tried {
  readonly state: 'started' | 'done';
  readonly at: string;
  /** Of an exercise that compares: the programs as they were when it was started. */
  readonly before?: SeenPrograms;
}

export const emptyProgress: Progress = { version: 1, lessons: {}, misconceptions: {}, exercises: {} };

const isDone = (value: unknown): boolean =>
  isPlain(value) && typeof value['at'] === 'string' && /^(started|done)$/.test(String(value['state']));

const isCard = (value: unknown): boolean =>
  isPlain(value) &&
  !Number.isNaN(Date.parse(String(value['due']))) &&
  ['stability', 'difficulty', 'reps', 'lapses', 'state'].every((key) => typeof value[key] === 'number');

const isMissed = (value: unknown): boolean =>
  isPlain(value) && typeof value['at'] === 'string' && typeof value['missed'] === 'number';

const all = (value: unknown, holds: (one: unknown) => boolean): boolean =>
  isPlain(value) && Object.values(value).every(holds);

const isProgress = (value: Plain): boolean =>
  value['version'] === 1 &&
  all(value['lessons'], isDone) &&
  all(value['misconceptions'], isMissed) &&
  all(value['exercises'], isDone) &&
  all(value['challenges'] ?? {}, isDone) &&
  all(value['review'] ?? {}, isCard) &&
  (value['rehearsal'] === undefined || isRehearsed(value['rehearsal']));

/** What the file says, or why it cannot be used. */
export const readProgress = (text: string): Progress | 'damaged' | 'newer' => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'damaged';
  }
  if (!isPlain(value)) return 'damaged';
  if (typeof value['version'] === 'number' && value['version'] > 1) return 'newer';
  return isProgress(value) ? (value as unknown as Progress) : 'damaged';
};

/** The lesson is open at this place. A lesson that was done once stays done. */
export const atPlace = (progress: Progress, session: Session, at: string): Progress => {
  const state = progress.lessons[session.lesson]?.state ?? 'started';
  return { ...progress, lessons: { ...progress.lessons, [session.lesson]: { state, at, session } } };
};

/** A wrong choice showed this misconception. */
export const missed = (progress: Progress, id: string, at: string): Progress => {
  const before = progress.misconceptions[id]?.missed ?? 0;
  return { ...progress, misconceptions: { ...progress.misconceptions, [id]: { missed: before + 1, at } } };
};

/** The lesson was worked through; its place is forgotten. */
export const lessonDone = (progress: Progress, id: string, at: string): Progress => ({
  ...progress,
  lessons: { ...progress.lessons, [id]: { state: 'done', at } },
});

/** The lesson was read to its end with questions left open; `again` is where it goes on when it is asked for by name. */
export const lessonEnded = (progress: Progress, again: Session, at: string): Progress => {
  const state = progress.lessons[again.lesson]?.state ?? 'started';
  return { ...progress, lessons: { ...progress.lessons, [again.lesson]: { state, at, again } } };
};

/** Where this lesson was left. */
export const placeIn = ({ lessons }: Progress, id: string): Session | undefined =>
  lessons[id]?.session ?? lessons[id]?.again;

/** An exercise was tried. Once passed it stays passed. */
export const exerciseTried = (progress: Progress, id: string, passed: boolean, at: string): Progress => {
  const state = passed || progress.exercises[id]?.state === 'done' ? 'done' : 'started';
  return {
    ...progress,
    exercises: { ...progress.exercises, [id]: { ...progress.exercises[id], state, at } },
  };
};

/** An exercise was begun, and what it compares with was looked at. */
export const exerciseBegun = (progress: Progress, id: string, at: string, before: SeenPrograms): Progress => {
  const state = progress.exercises[id]?.state ?? 'started';
  return { ...progress, exercises: { ...progress.exercises, [id]: { state, at, before } } };
};

const isProgram = (value: unknown): boolean =>
  isPlain(value) &&
  typeof value['pid'] === 'number' &&
  typeof value['parent'] === 'number' &&
  ['name', 'user', 'line'].every((key) => typeof value[key] === 'string');

/** What an exercise compares with, when the file holds it in this form. */
export const beforeOf = ({ exercises }: Progress, id: string): SeenPrograms | undefined => {
  const before = exercises[id]?.before;
  return Array.isArray(before?.programs) && before.programs.every(isProgram)
    ? { programs: before.programs, listeners: [] }
    : undefined;
};

/** A fault of the lab was to be found. Once found and mended it stays so. */
export const challengeTried = (progress: Progress, id: string, solved: boolean, at: string): Progress => {
  const state = solved || progress.challenges?.[id]?.state === 'done' ? 'done' : 'started';
  return { ...progress, challenges: { ...progress.challenges, [id]: { state, at } } };
};

/** Ids of the faults that were found and mended. */
export const challengesDone = ({ challenges = {} }: Progress): readonly string[] =>
  Object.entries(challenges).flatMap(([id, { state }]) => (state === 'done' ? [id] : []));

/** `new` until something of it was seen. */
export const stateOf = (records: Progress['lessons' | 'exercises'], id: string): 'done' | 'started' | 'new' =>
  records[id]?.state ?? 'new';

/** The rehearsal is at this place. */
export const rehearsalAt = (progress: Progress, open: Rehearsal, at: string): Progress => ({
  ...progress,
  rehearsal: { ...progress.rehearsal, at, open },
});

/** The rehearsal is over, and this is its card. */
export const rehearsalEnded = (progress: Progress, last: ScoreCard): Progress => ({
  ...progress,
  rehearsal: { at: last.at, last },
});

/** A card of answers that were written down; a rehearsal that is open stays so. */
export const cardKept = (progress: Progress, last: ScoreCard): Progress => ({
  ...progress,
  rehearsal: { ...progress.rehearsal, at: last.at, last },
});
