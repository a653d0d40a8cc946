import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { pointIds, type Kind, type Mark, type PointId } from '../../src/grade/types.ts';

/** A write-up of ours and what a reader says of it. */
export interface Labelled {
  readonly name: string;
  readonly text: string;
  readonly kind: Kind;
  /** Missing where the rubric does not decide it. */
  readonly startsWithUser?: boolean | undefined;
  /** Without the points that the rubric does not decide for this text. */
  readonly marks: Readonly<Partial<Record<PointId, Mark>>>;
  readonly misconceptions: readonly string[];
}

const letters = (pattern: RegExp) => v.pipe(v.string(), v.regex(pattern));

const shape = v.strictObject({
  kind: v.picklist(['explanation', 'link-only', 'empty', 'question-list', 'other-language']),
  startsWithUser: v.optional(v.boolean()),
  /** One letter a point: full, half, none; a question mark where the rubric leaves it open. */
  marks: v.strictObject({
    A: letters(/^[fhn?]{6}$/),
    B: letters(/^[fhn?]{7}$/),
    C: letters(/^[fhn?]{3}$/),
  }),
  misconceptions: v.array(v.string()),
});

const meaning: Readonly<Record<string, Mark>> = { f: 'full', h: 'half', n: 'none' };

const read = (folder: string, file: string): Labelled => {
  const found = /^---\n([^]*?)\n---\n([^]*)$/.exec(readFileSync(join(folder, file), 'utf8'));
  if (!found) throw new Error(`${file}: there are no labels in front`);
  const { marks, ...rest } = v.parse(shape, parse(found[1] ?? ''));
  const all = Array.from(`${marks.A}${marks.B}${marks.C}`).map((letter) => meaning[letter]);
  return {
    name: file,
    text: found[2] ?? '',
    ...rest,
    marks: Object.fromEntries(pointIds.map((id, at) => [id, all[at]])),
  };
};

/** The part that rules are tuned with, or the part that is only counted. */
export const corpus = (part: 'tuning' | 'reporting'): readonly Labelled[] => {
  const folder = join(import.meta.dirname, 'corpus', part);
  return readdirSync(folder).map((file) => read(folder, file));
};
