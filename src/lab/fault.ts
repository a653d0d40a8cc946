import type { CheckId } from '../model/check.ts';
import type { Hop } from '../model/hops.ts';
import type { PartDescription } from './description.ts';
import type { AppPlan, LabPart, LabPlan } from './plan.ts';
import { healthyPlan } from './plan.ts';
import { changedParts } from './slices.ts';

/** What a check says of a lab that has the fault. */
export interface Seen {
  readonly finding: CheckId;
  readonly cause: string;
  /** Other findings that the same fault shows truly (`hop/check/cause`). */
  readonly also?: readonly string[];
}

/** One way to break the lab. It lies in the folder of the box in which the mistake is, whatever box shows it. */
export interface FaultRule {
  /** What is wrong, as one would say it after having found it. */
  readonly title: string;
  /** What somebody notices who only visits the site; never the cause. */
  readonly symptom: string;
  /** 1: the first broken box is the one with the mistake. 2: a log has to be read. 3: both lead astray at first. */
  readonly level: 1 | 2 | 3;
  /** `nothing`: everything looks well from outside, and is not. */
  readonly outside: Seen | 'nothing';
  /** What is said when somebody looks from both sides; absent: the same as from outside. */
  readonly inside?: Seen;
  /** Where to look on the server, and what to look for: the worked answer of a challenge. */
  readonly look: string;
  readonly apply: (plan: LabPlan) => LabPlan;
  /** The first version of each software (as it names itself) that can be broken so; absent: all of them. */
  readonly since?: Readonly<Record<string, string>>;
}

export interface FaultUnit extends FaultRule {
  /** `tls/expired`. */
  readonly id: string;
  readonly hop: Hop;
}

export const defineFault = (rule: FaultRule): FaultRule => rule;

/** The parts whose files or processes a fault changes. */
export const partsOf = ({ apply }: FaultRule): readonly LabPart[] =>
  changedParts(healthyPlan, apply(healthyPlan));

/** What runs the site's program in a lab that has the fault. */
export const runtimeOf = ({ apply }: FaultRule): AppPlan['runtime'] => apply(healthyPlan).app.runtime;

/** Name servers are our own either way; everything else is to fail in the words of the real software. */
export const needsReal = (fault: FaultRule): boolean => partsOf(fault).some((part) => part !== 'dns');

const numbersOf = (version: string): readonly number[] => version.split('.').map(Number);

const isBefore = (version: string, first: string): boolean => {
  const numbers = numbersOf(version);
  const differences = numbersOf(first).map((limit, at) => (numbers[at] ?? 0) - limit);
  return (differences.find((one) => one !== 0) ?? 0) < 0;
};

const isTooOld = ({ since = {} }: FaultRule, { software }: PartDescription): boolean => {
  const [name = '', version = ''] = software.split('/');
  const first = since[name];
  return first !== undefined && isBefore(version, first);
};

/** Why a lab of these parts cannot have the fault. */
export const hindrance = (
  fault: FaultRule,
  parts: readonly PartDescription[],
): 'stand-in' | { readonly tooOld: string } | undefined => {
  if (needsReal(fault) && parts.some(({ real }) => !real)) return 'stand-in';
  const old = parts.find((part) => isTooOld(fault, part));
  return old && { tooOld: old.software };
};
