import { harmlessJson } from '../model/harmless.ts';
import { wrapped } from '../model/lines.ts';
import type { Screen } from '../model/screen.ts';
import { speakable } from './prose.ts';
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

/** State and id of each lesson, and below them its title. */
export const listText = (lessons: readonly Lesson[], progress: Progress, screen: Screen): string =>
  lessons
    .flatMap(({ id, title, minutes }) => [
      ...wrapped(screen.ink.bold(id), screen.columns, `${stateOf(progress.lessons, id).padEnd(7)}  `),
      ...wrapped(speakable(`${title} (${minutes} min)`, screen), screen.columns, '  '),
    ])
    .join('\n');
