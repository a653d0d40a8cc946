import type { Screen } from '../../model/screen.ts';

/** One value for each column; its sign is drawn where it lies. */
export interface Series {
  readonly unicode: string;
  readonly ascii: string;
  readonly values: readonly number[];
}

export interface Plot {
  /** The later ones are drawn over the earlier. */
  readonly series: readonly Series[];
  readonly rows: number;
  readonly scale: 'linear' | 'log';
  readonly label: (value: number) => string;
  /** The column that is pointed at from below. */
  readonly pointed?: number;
}

const labelWidth = 8;
const widestColumn = 5;
const smallest = 0.01;

const placed = (value: number, low: number, high: number, scale: Plot['scale'], rows: number): number => {
  const at = (one: number): number => (scale === 'log' ? Math.log(Math.max(one, smallest)) : one);
  const range = at(high) - at(low);
  return range <= 0 ? 0 : Math.round(((at(value) - at(low)) / range) * (rows - 1));
};

/** Values over columns, the highest at the top; the highest and the lowest are written beside them. */
export const plotLines = ({ series, rows, scale, label, pointed }: Plot, screen: Screen): string[] => {
  const all = series.flatMap(({ values }) => values);
  const [low, high] = [scale === 'log' ? Math.min(...all) : 0, Math.max(...all)];
  const count = Math.max(...series.map(({ values }) => values.length));
  const column = Math.max(
    1,
    Math.min(widestColumn, Math.floor((screen.columns - labelWidth - 2) / Math.max(1, count))),
  );
  const [side, corner, floor] = screen.unicode ? ['│', '└', '─'] : ['|', '+', '-'];
  const cell = (row: number, at: number): string => {
    const here = series.filter(({ values }) => {
      const value = values[at];
      return value !== undefined && placed(value, low, high, scale, rows) === row;
    });
    return (here.at(-1)?.[screen.unicode ? 'unicode' : 'ascii'] ?? ' ').padStart(column);
  };
  const beside = (row: number): string => (row === rows - 1 ? label(high) : row === 0 ? label(low) : '');
  const drawn = Array.from({ length: rows }, (_, at) => {
    const row = rows - 1 - at;
    const cells = Array.from({ length: count }, (__, index) => cell(row, index)).join('');
    return `${beside(row).padStart(labelWidth)} ${side}${cells}`.trimEnd();
  });
  return [
    ...drawn,
    `${' '.repeat(labelWidth)} ${corner}${floor.repeat(column * count)}`,
    ...(pointed === undefined
      ? []
      : [`${' '.repeat(labelWidth + 2 + column * (pointed + 1) - 1)}${screen.unicode ? '▲' : '^'}`]),
  ];
};
