import type { FaultRule, FaultUnit } from './lab/fault.ts';
import { hops, type Hop } from './model/hops.ts';

/** The faults of the lab, found by where they lie: `src/lab/faults/<hop>/<name>.ts`. */

const files = import.meta.glob<FaultRule>('./lab/faults/*/*.ts', { eager: true, import: 'default' });

const hopOf = (path: string): Hop => {
  const hop = hops.find((known) => known === path.split('/')[3]);
  if (!hop) throw new Error(`${path} lies in no box of the diagram`);
  return hop;
};

const unit = ([path, rule]: [string, FaultRule]): FaultUnit => {
  const hop = hopOf(path);
  return { ...rule, hop, id: `${hop}/${(path.split('/')[4] ?? '').replace(/\.ts$/, '')}` };
};

const inRequestOrder = (a: FaultUnit, b: FaultUnit): number =>
  hops.indexOf(a.hop) - hops.indexOf(b.hop) || a.level - b.level || Number(a.id > b.id) - 1;

/** All faults, in request order; within a box, the easier ones first. */
export const faults: readonly FaultUnit[] = Object.entries(files).map(unit).toSorted(inRequestOrder);
