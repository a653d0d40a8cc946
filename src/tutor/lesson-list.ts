import { harmlessJson } from '../model/harmless.ts';
import type { Screen } from '../model/screen.ts';
import { speakable, wrapped } from './prose.ts';
import { stateOf, type Progress } from './record.ts';
import type { Lesson } from './types.ts';

const schema = 1;

/** The list as one JSON document. */
export const listJson = (lessons: readonly Lesson[], progress: Progress): string => {
  const rows = lessons.map(({ id, topic, hop, title, minutes, after, teaches }) => ({
    id,
    topic,
    ...(hop ? { hop } : {}),
    title,
    minutes,
    after,
    teaches,
    state: stateOf(progress.lessons, id),
  }));
  return `${harmlessJson({ schema, lessons: rows })}\n`;
};

/** State, id and title of each lesson: in one line where they fit. */
export const listText = (lessons: readonly Lesson[], progress: Progress, screen: Screen): string => {
  const longest = Math.max(...lessons.map(({ id }) => id.length));
  const row = ({ id, title, minutes }: Lesson): string => {
    const state = stateOf(progress.lessons, id).padEnd(7);
    const about = speakable(`${title} (${minutes} min)`, screen);
    const whole = `${state}  ${screen.ink.bold(id)}${' '.repeat(longest - id.length)}  ${about}`;
    if (state.length + longest + about.length + 4 <= screen.columns) return whole;
    return [
      ...wrapped(screen.ink.bold(id), screen.columns, `${state}  `),
      ...wrapped(about, screen.columns, '  '),
    ].join('\n');
  };
  return lessons.map(row).join('\n');
};
