import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import { parseExercise } from './exercise.ts';
import { parseLesson, parseMisconceptions } from './lesson.ts';
import { parseWords } from './words.ts';

const compile = (file: string, text: string): unknown => {
  if (file === 'lessons/misconceptions.yaml') return parseMisconceptions(file, text);
  if (file.startsWith('src/checks/')) return parseWords(file, text);
  if (file.endsWith('.exercise.md')) return parseExercise(file, text);
  return parseLesson(file, text);
};

const asAscii = (text: string): string =>
  text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** V8 reads JSON faster than an object literal, and a file of ASCII alone faster than any other. */
const asExpression = (value: unknown): string =>
  `JSON.parse(${asAscii(JSON.stringify(JSON.stringify(value)))})`;

/**
 * Turns the units written as text into plain data when the program is built or tested, so that a mistake in one
 * stops the build with its place, and no parser has to be loaded to say a sentence.
 */
export const content = (root: string): Plugin => ({
  name: 'infra-tutor-content',
  enforce: 'pre',
  async load(id) {
    if (!/\.md$|\/lessons\/misconceptions\.yaml$/.test(id)) return undefined;
    const file = relative(root, id).split(sep).join('/');
    return { code: `export default ${asExpression(compile(file, await readFile(id, 'utf8')))};`, map: null };
  },
});
