import * as v from 'valibot';
import { hops } from '../model/hops.ts';
import { siblingOf } from '../model/locale.ts';
import type { Block, Lesson, Misconceptions, Step } from '../tutor/types.ts';
import { matterShape, misconceptionShape, predictShape } from './lesson-shape.ts';
import { readFrontMatter } from './front-matter.ts';
import { handShape, type Hand } from './hand.ts';
import { quizShape } from './question-shape.ts';
import { id, unitId } from './text-shape.ts';
import { ContentError, readShape } from './yaml.ts';

/** The text between two fences or rules, and on which line of the file it begins. */
export interface Piece {
  /** The word behind the backticks; none for prose. */
  readonly fence?: string;
  readonly text: string;
  readonly line: number;
}

/** Screens of pieces: `---` outside a fence ends a screen, a fence in `named` becomes a piece of its own. */
export const cut = (file: string, body: string, bodyLine: number, named: readonly string[]): Piece[][] => {
  const screens: Piece[][] = [[]];
  let open: { fence: string; line: number } | undefined;
  let held: string[] = [];
  const keep = (line: number, fence?: string): void => {
    const text = held.join('\n');
    const start = line - held.length;
    if (fence !== undefined || text.trim() !== '')
      screens.at(-1)?.push({ text, line: start, ...(fence ? { fence } : {}) });
    held = [];
  };
  body.split('\n').forEach((text, index) => {
    const line = bodyLine + index + 1;
    const fence = /^```(\S*)\s*$/.exec(text)?.[1];
    if (open && fence === '') {
      if (named.includes(open.fence)) keep(line, open.fence);
      else held.push(text);
      open = undefined;
    } else if (!open && fence !== undefined) {
      if (named.includes(fence)) keep(line);
      else if (!['', 'text', 'nginx', 'sql', 'sh'].includes(fence))
        throw new ContentError(file, line, 4, `"${fence}" is no kind of block`);
      else held.push(text);
      open = { fence, line };
    } else if (!open && text === '---') {
      keep(line);
      screens.push([]);
    } else held.push(text);
  });
  if (open) throw new ContentError(file, open.line, 1, 'this block is never closed');
  keep(bodyLine + body.split('\n').length + 1);
  return screens;
};

const handOf = (file: string, { text, line }: Piece): Hand => readShape(file, handShape, text, line - 1);

const blockOf = (file: string, piece: Piece): Block => {
  const { fence, text, line } = piece;
  if (fence === undefined) return { kind: 'prose', text: text.trim() };
  if (fence === 'hand') {
    const { where, run, says } = handOf(file, piece);
    return { kind: 'hand', where, run, says };
  }
  if (fence === 'check') return { kind: 'check', id: readShape(file, unitId, text, line - 1) };
  if (fence === 'drill') return { kind: 'drill', id: readShape(file, id, text, line - 1) };
  return { kind: 'map', light: readShape(file, v.picklist([...hops, 'all']), text, line - 1) };
};

const stepOf = (file: string, pieces: readonly Piece[]): Step => {
  const question = pieces.find(({ fence }) => fence === 'predict' || fence === 'quiz');
  if (!question) return { kind: 'screen', blocks: pieces.map((piece) => blockOf(file, piece)) };
  const { fence, text, line } = question;
  if (pieces.length > 1)
    throw new ContentError(
      file,
      line,
      1,
      'a question stands alone on its screen: put --- before and after it',
    );
  return fence === 'quiz'
    ? { kind: 'quiz', ...readShape(file, quizShape, text, line - 1) }
    : { kind: 'predict', ...readShape(file, predictShape, text, line - 1) };
};

/** `lessons/dns/records.md` → `dns/records`. */
export const idOf = (file: string, ending: string): { id: string; topic: string } => {
  const english = siblingOf(file)?.of ?? file;
  const found = /([a-z0-9-]+)\/([a-z0-9-]+)$/.exec(
    english.endsWith(ending) ? english.slice(0, -ending.length) : '',
  );
  if (!found) throw new ContentError(file, 1, 1, `is not called topic/name${ending}, in small letters`);
  return { id: `${found[1]}/${found[2]}`, topic: found[1] ?? '' };
};

const blocks = ['map', 'predict', 'quiz', 'check', 'drill', 'hand'] as const;

/** The commands of a lesson with what a test has to see of them. @throws {ContentError} with file, line and column */
export const parseHands = (file: string, text: string): readonly (Hand & { readonly line: number })[] => {
  const { body, bodyLine } = readFrontMatter(file, text, matterShape);
  return cut(file, body, bodyLine, blocks)
    .flat()
    .flatMap((piece) => (piece.fence === 'hand' ? [{ ...handOf(file, piece), line: piece.line }] : []));
};

/** Reads a lesson. @throws {ContentError} with file, line and column */
export const parseLesson = (file: string, text: string): Lesson => {
  const { matter, body, bodyLine } = readFrontMatter(file, text, matterShape);
  const screens = cut(file, body, bodyLine, blocks);
  const empty = screens.findIndex((pieces) => pieces.length === 0);
  if (empty >= 0) throw new ContentError(file, bodyLine + 1, 1, `screen ${empty + 1} is empty`);
  return { ...idOf(file, '.md'), ...matter, steps: screens.map((pieces) => stepOf(file, pieces)) };
};

/** Reads `lessons/misconceptions.yaml`. @throws {ContentError} with file, line and column */
export const parseMisconceptions = (file: string, text: string): Misconceptions =>
  readShape(file, v.record(id, misconceptionShape), text, 0);
