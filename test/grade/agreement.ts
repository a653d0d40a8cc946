import { pointIds, type Graded, type Mark, type PointId } from '../../src/grade/types.ts';
import type { Labelled } from './corpus.ts';

/** A reader's mark and the program's, for one point of one text. */
export interface Cell {
  readonly point: PointId;
  readonly said: Mark;
  readonly found: Mark;
}

export const cellsOf = (text: Labelled, graded: Graded): Cell[] =>
  graded.points.flatMap(({ id, mark }) => {
    const said = text.marks[id];
    return said === undefined ? [] : [{ point: id, said, found: mark }];
  });

const marks: readonly Mark[] = ['full', 'half', 'none'];

const share = (part: number, of: number): number => (of === 0 ? 0 : part / of);

/** Cohen's kappa: agreement beyond what two readers reach by chance (Cohen 1960). 1 when both always say the same. */
export const kappa = (cells: readonly Cell[]): number => {
  const agreed = share(cells.filter(({ said, found }) => said === found).length, cells.length);
  const chance = marks
    .map(
      (mark) =>
        share(cells.filter(({ said }) => said === mark).length, cells.length) *
        share(cells.filter(({ found }) => found === mark).length, cells.length),
    )
    .reduce((sum, one) => sum + one, 0);
  return chance === 1 ? 1 : (agreed - chance) / (1 - chance);
};

export interface Agreement {
  readonly kappa: number;
  /** Of the cells that a reader did not mark full, how many are passed as full. */
  readonly wronglyPassed: number;
  /** Of the cells that a reader marked full, how many are not. */
  readonly missed: number;
}

export const agreementOf = (cells: readonly Cell[]): Agreement => {
  const notFull = cells.filter(({ said }) => said !== 'full');
  const full = cells.filter(({ said }) => said === 'full');
  return {
    kappa: kappa(cells),
    wronglyPassed: share(notFull.filter(({ found }) => found === 'full').length, notFull.length),
    missed: share(full.filter(({ found }) => found !== 'full').length, full.length),
  };
};

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

/** One line a point, and one for all. */
export const table = (cells: readonly Cell[]): string =>
  [...pointIds.map((id) => [id, cells.filter(({ point }) => point === id)] as const), ['all', cells] as const]
    .map(([id, own]) => {
      const { kappa: agreed, wronglyPassed, missed } = agreementOf(own);
      return `${id.padEnd(4)} kappa ${agreed.toFixed(2)}  not full, passed ${percent(wronglyPassed)}  full, missed ${percent(missed)}`;
    })
    .join('\n');

export const macroKappa = (cells: readonly Cell[]): number =>
  pointIds.map((id) => kappa(cells.filter(({ point }) => point === id))).reduce((sum, one) => sum + one, 0) /
  pointIds.length;
