import { inLocale, wantedLocales } from './model/locale.ts';
import type { Exercise, Lesson, Misconceptions, Recordings } from './tutor/types.ts';

/** Lessons and exercises, found by where they lie; each is loaded when somebody wants to read it. */

const lessonFiles = import.meta.glob<Lesson>(['/lessons/*/*.md', '!/lessons/*/*.exercise.md'], {
  import: 'default',
});
const exerciseFiles = import.meta.glob<Exercise>('/lessons/*/*.exercise.md', { import: 'default' });

const ideaFiles = import.meta.glob<Misconceptions>('/lessons/misconceptions.yaml', { import: 'default' });

const recordingFiles = import.meta.glob<Recordings>('/lessons/recorded.json', { import: 'default' });

const all = <T>(files: Readonly<Record<string, () => Promise<T>>>): Promise<T[]> =>
  Promise.all(Object.values(inLocale(files, wantedLocales(process.env))).map((load) => load()));

export const loadLessons = (): Promise<Lesson[]> => all(lessonFiles);
export const loadExercises = (): Promise<Exercise[]> => all(exerciseFiles);

/** What the looks of lessons saw on a healthy lab; loaded where no lab runs. */
export const loadRecordings = async (): Promise<Recordings> =>
  Object.assign({}, ...(await all(recordingFiles))) as Recordings;

export const loadMisconceptions = async (): Promise<Misconceptions> =>
  Object.assign({}, ...(await all(ideaFiles))) as Misconceptions;
