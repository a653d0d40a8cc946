import * as v from 'valibot';
import { hops } from '../model/hops.ts';
import type { SeenAll } from '../tutor/expect/kind.ts';
import { kindOfKey, kinds, type Expectation, type KindName } from '../tutor/expectations.ts';
import type { Exercise, NearMiss } from '../tutor/types.ts';
import { labShape } from './exercise-lab.ts';
import { readFrontMatter } from './front-matter.ts';
import { cut, idOf, type Piece } from './lesson.ts';
import { sentence, unitId } from './text-shape.ts';
import { ContentError, readShape } from './yaml.ts';

const word = v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/, 'is not an id: small letters, digits, hyphens'));

const names = Object.keys(kinds) as KindName[];

/** One requirement names exactly one kind of expectation. */
const requirementShape = v.pipe(
  v.strictObject({
    id: word,
    says: sentence,
    page: v.exactOptional(kinds.page.shape),
    record: v.exactOptional(kinds.record.shape),
    port: v.exactOptional(kinds.port.shape),
    database: v.exactOptional(kinds.database.shape),
    process: v.exactOptional(kinds.process.shape),
    firewall: v.exactOptional(kinds.firewall.shape),
    file: v.exactOptional(kinds.file.shape),
    check: v.exactOptional(kinds.check.shape),
    hints: v.pipe(v.array(sentence), v.minLength(1)),
    needs: v.optional(v.array(word), []),
    optional: v.exactOptional(v.literal(true)),
  }),
  v.check(
    (one) => names.filter((name) => one[name] !== undefined).length === 1,
    `names exactly one of ${names.join(', ')}`,
  ),
  v.transform(({ id, says, hints, needs, optional, ...expected }) => {
    const expectations = Object.entries(expected).map(([kind, is]) => ({ kind, is }) as Expectation);
    return {
      id,
      says,
      hints,
      needs,
      expect: expectations[0] as Expectation,
      ...(optional ? { optional } : {}),
    };
  }),
);

const matterShape = v.strictObject({
  title: sentence,
  project: v.pipe(v.string(), v.regex(/^0x[0-9A-F]{2}$/)),
  hop: v.picklist(hops),
  vantage: v.picklist(['outside', 'inside']),
  lesson: unitId,
  'own-server': v.exactOptional(sentence),
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

/** What was seen, each by the shape of its kind; the key says which. */
const seenShape = v.pipe(
  v.record(v.string(), v.unknown()),
  v.rawTransform(({ dataset, addIssue }): SeenAll => {
    const read = Object.entries(dataset.value).flatMap(([key, written]) => {
      const result = v.safeParse(kinds[kindOfKey(key)].seenShape, written);
      if (result.success) return [[key, result.output] as const];
      addIssue({ message: `${key}: ${result.issues[0].message}` });
      return [];
    });
    return Object.fromEntries(read);
  }),
);

const nearMissShape = v.strictObject({ name: sentence, seen: seenShape, fails: v.record(word, word) });

/** Whose exercise it is: one of ours shows examples of everything that it refuses. */
type Origin = 'ours' | 'own';

const examplesOf = (file: string, pieces: readonly Piece[], origin: Origin): Exercise['examples'] => {
  const one = (fence: string): SeenAll => {
    const piece = pieces.find((candidate) => candidate.fence === fence);
    if (!piece && origin === 'own') return {};
    if (!piece)
      throw new ContentError(file, 1, 1, `has no block "${fence}": what is seen when it is ${fence}`);
    return readShape(file, seenShape, piece.text, piece.line - 1);
  };
  const solved = one('solved');
  const nearMisses = pieces
    .filter(({ fence }) => fence === 'near-miss')
    .map(({ text, line }): NearMiss => {
      const { name, seen, fails } = readShape(file, nearMissShape, text, line - 1);
      return { name, fails, seen: { ...solved, ...seen } };
    });
  return { unsolved: one('unsolved'), solved, nearMisses };
};

const labOf = (
  file: string,
  pieces: readonly Piece[],
  ownServer: string | undefined,
  origin: Origin,
): Exercise['lab'] => {
  const piece = pieces.find(({ fence }) => fence === 'lab');
  if (!piece && ownServer === undefined && origin === 'own') return 'Its file says nothing of the lab.';
  if (piece && ownServer === undefined) return readShape(file, labShape, piece.text, piece.line - 1);
  if (!piece && ownServer !== undefined) return ownServer;
  throw new ContentError(
    file,
    1,
    1,
    'has either a block "lab" or own-server: why the lab cannot take the shape',
  );
};

/** `own/first-server`, by the name of the file. */
const ownId = (file: string): string => {
  const [, name] = /([a-z0-9-]+)\.exercise\.md$/.exec(file) ?? [];
  if (name === undefined)
    throw new ContentError(file, 1, 1, 'is not called name.exercise.md, in small letters');
  return `own/${name}`;
};

/** Reads an exercise. @throws {ContentError} with file, line and column */
export const parseExercise = (file: string, text: string, origin: Origin = 'ours'): Exercise => {
  const { matter: head, body, bodyLine } = readFrontMatter(file, text, matterShape);
  const { 'own-server': ownServer, ...matter } = head;
  const pieces = cut(file, body, bodyLine, ['lab', 'unsolved', 'solved', 'near-miss']).flat();
  const task = pieces.filter(({ fence }) => fence === undefined).map((piece) => piece.text.trim());
  return {
    id: origin === 'own' ? ownId(file) : idOf(file, '.exercise.md').id,
    ...matter,
    task: task.join('\n\n'),
    lab: labOf(file, pieces, ownServer, origin),
    examples: examplesOf(file, pieces, origin),
  };
};
