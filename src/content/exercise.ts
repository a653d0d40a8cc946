import * as v from 'valibot';
import { hops } from '../model/hops.ts';
import type { Exercise, NearMiss, SeenPage, SeenPages } from '../tutor/types.ts';
import { sentence, unitId } from './text-shape.ts';
import { readFrontMatter } from './front-matter.ts';
import { cut, idOf, type Piece } from './lesson.ts';
import { ContentError, readShape } from './yaml.ts';

const word = v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/, 'is not an id: small letters, digits, hyphens'));
const path = v.pipe(
  v.string(),
  v.regex(/^(?:\/|\{unknown\}$)/, 'is not a path: it starts with /, or is {unknown}'),
);

const pageShape = v.strictObject({
  path: v.union([path, v.pipe(v.array(path), v.minLength(1))]),
  method: v.optional(v.picklist(['GET', 'HEAD']), 'GET'),
  status: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
  text: v.exactOptional(v.pipe(v.array(sentence), v.minLength(1))),
  header: v.exactOptional(v.strictObject({ name: sentence, text: v.exactOptional(sentence) })),
  location: v.exactOptional(v.literal('elsewhere')),
});

const requirementShape = v.strictObject({
  id: word,
  says: sentence,
  page: pageShape,
  hints: v.pipe(v.array(sentence), v.minLength(1)),
  needs: v.optional(v.array(word), []),
});

const matterShape = v.strictObject({
  title: sentence,
  project: v.pipe(v.string(), v.regex(/^0x[0-9A-F]{2}$/)),
  hop: v.picklist(hops),
  vantage: v.picklist(['outside', 'inside']),
  lesson: unitId,
  requirements: v.pipe(
    v.array(requirementShape),
    v.minLength(1),
    v.check(
      (all) => new Set(all.map(({ id }) => id)).size === all.length,
      'two requirements have the same id',
    ),
    v.check(
      (all) =>
        all.every(({ needs }, index) =>
          needs.every((id) => all.slice(0, index).some((one) => one.id === id)),
        ),
      'a requirement needs one that does not stand before it',
    ),
  ),
});

const seenShape = v.strictObject({
  outcome: v.optional(
    v.picklist(['answer', 'connect', 'tls', 'closed', 'silent', 'not-http', 'too-big', 'failed']),
    'answer',
  ),
  code: v.exactOptional(v.string()),
  status: v.exactOptional(v.number()),
  headers: v.optional(v.record(v.string(), v.string()), {}),
  body: v.optional(v.string(), ''),
});

const seenPath = v.pipe(
  v.string(),
  v.regex(/^(?:HEAD )?(?:\/|\{unknown\}$)/, 'is not a path: it starts with /, or is {unknown}'),
);
const pagesShape = v.record(seenPath, seenShape);
const nearMissShape = v.strictObject({ name: sentence, pages: pagesShape, fails: v.record(word, word) });

type WrittenPages = v.InferOutput<typeof pagesShape>;

const pagesOf = (written: WrittenPages): SeenPages =>
  Object.fromEntries(
    Object.entries(written).map(([at, { headers, ...page }]): [string, SeenPage] => [
      at,
      {
        ...page,
        headers: Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const),
      },
    ]),
  );

const examplesOf = (file: string, pieces: readonly Piece[]): Exercise['examples'] => {
  const one = (fence: string): SeenPages => {
    const piece = pieces.find((candidate) => candidate.fence === fence);
    if (!piece)
      throw new ContentError(file, 1, 1, `has no block "${fence}": the pages of a site that is ${fence}`);
    return pagesOf(readShape(file, pagesShape, piece.text, piece.line - 1));
  };
  const solved = one('solved');
  const nearMisses = pieces
    .filter(({ fence }) => fence === 'near-miss')
    .map(({ text, line }): NearMiss => {
      const { name, pages, fails } = readShape(file, nearMissShape, text, line - 1);
      return { name, fails, pages: { ...solved, ...pagesOf(pages) } };
    });
  return { unsolved: one('unsolved'), solved, nearMisses };
};

const list = (paths: string | readonly string[]): readonly string[] =>
  typeof paths === 'string' ? [paths] : paths;

/** Reads an exercise. @throws {ContentError} with file, line and column */
export const parseExercise = (file: string, text: string): Exercise => {
  const { matter: head, body, bodyLine } = readFrontMatter(file, text, matterShape);
  const { requirements, ...matter } = head;
  const pieces = cut(file, body, bodyLine, ['unsolved', 'solved', 'near-miss']).flat();
  const task = pieces.filter(({ fence }) => fence === undefined).map((piece) => piece.text.trim());
  return {
    id: idOf(file, '.exercise.md').id,
    ...matter,
    requirements: requirements.map(({ page: { path: paths, ...page }, ...rest }) => ({
      ...rest,
      page: { ...page, paths: list(paths) },
    })),
    task: task.join('\n\n'),
    examples: examplesOf(file, pieces),
  };
};
