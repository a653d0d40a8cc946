import type { DrillRule, DrillUnit } from './lab/drill.ts';

/** The drills, found by where they lie: `src/lab/drills/<name>.ts`. */

const files = import.meta.glob<DrillRule>('./lab/drills/*.ts', { eager: true, import: 'default' });

const idOf = (path: string): string => (path.split('/').at(-1) ?? '').replace(/\.ts$/, '');

/** All drills, the shortest first. */
export const drills: readonly DrillUnit[] = Object.entries(files)
  .map(([path, rule]): DrillUnit => ({ ...rule, id: idOf(path) }))
  .toSorted((a, b) => a.seconds - b.seconds);
