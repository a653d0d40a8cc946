import type { Progress } from './record.ts';
import { stateOf } from './record.ts';
import type { Lesson } from './types.ts';

/** Every lesson behind the ones it comes after; where that leaves a choice, by id. */
export const inOrder = (lessons: readonly Lesson[]): readonly Lesson[] => {
  const ordered: Lesson[] = [];
  let waiting = lessons.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  while (waiting.length > 0) {
    const next = waiting.find(({ after }) => after.every((id) => ordered.some((lesson) => lesson.id === id)));
    if (!next)
      throw new Error(`These lessons wait for each other: ${waiting.map(({ id }) => id).join(', ')}`);
    ordered.push(next);
    waiting = waiting.filter((lesson) => lesson !== next);
  }
  return ordered;
};

/** The lesson to go on with: the one that was left last, or the first new one, or one with open questions. `lessons` are in order. */
export const goOnWith = (lessons: readonly Lesson[], progress: Progress): Lesson | undefined => {
  const open = lessons
    .filter(({ id }) => progress.lessons[id]?.session !== undefined)
    .toSorted((a, b) => ((progress.lessons[a.id]?.at ?? '') < (progress.lessons[b.id]?.at ?? '') ? 1 : -1));
  const first = (state: 'new' | 'started'): Lesson | undefined =>
    lessons.find(({ id }) => stateOf(progress.lessons, id) === state);
  return open[0] ?? first('new') ?? first('started');
};

/** The first letters of a name of several words: `spof`. */
const initials = (name: string): string | undefined => {
  const words = name.split('-');
  return words.length > 2 ? words.map((word) => word.charAt(0)).join('') : undefined;
};

/** The ids that can be meant: itself, or those whose topic or name was typed, or those that begin so, with topic or without. */
export const meantIds = (typed: string, ids: readonly string[]): readonly string[] => {
  const text = typed.toLowerCase();
  if (text === '') return [];
  if (ids.includes(text)) return [text];
  const named = ids.filter((id) => id.split('/').some((part) => part === text || initials(part) === text));
  if (named.length > 0) return named;
  return ids.filter((id) => [id, ...id.split('/').slice(1)].some((part) => part.startsWith(text)));
};
