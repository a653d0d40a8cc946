import type { GradeUnits } from './grade/grade.ts';
import type { MistakeRule } from './grade/mistake.ts';
import type { PointRule } from './grade/point.ts';

/** The rules by which a write-up is marked, found by where they lie; their file's name is their id. */

const pointFiles = import.meta.glob<PointRule>('./grade/points/*.ts', { eager: true, import: 'default' });
const mistakeFiles = import.meta.glob<MistakeRule>('./grade/misconceptions/*.ts', {
  eager: true,
  import: 'default',
});

const idOf = (path: string): string => (path.split('/').at(-1) ?? '').replace(/\.ts$/, '');

const byId = <T>(files: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(files).map(([path, rule]) => [idOf(path), rule]));

/** That there is one of each point is held by `test/contract/grade.test.ts`. */
export const gradeUnits: GradeUnits = {
  points: byId(pointFiles),
  mistakes: byId(mistakeFiles),
};
