import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabShape } from '../model/lab-shape.ts';
import { installAdvice } from '../model/real.ts';
import type { Challenge } from './challenge.ts';
import { LabError } from './errors.ts';
import type { FaultUnit } from './fault.ts';
import { hindrance, partsOf, runtimeOf } from './fault.ts';
import type { LabPart, LabPlan, StoppablePart } from './plan.ts';
import { healthyPlan, labParts } from './plan.ts';
import { requireRuntime } from './services/app/site-program.ts';
import { shapedPlan } from './shape.ts';
import { changedParts, withPartsOf } from './slices.ts';
import type { Stack } from './stack.ts';

/** What can be done to a lab that runs. */
export type Order =
  | { readonly do: 'break'; readonly faults: readonly string[]; readonly secretly?: boolean }
  | { readonly do: 'fix'; readonly parts: readonly LabPart[] }
  | { readonly do: 'reload'; readonly parts: readonly LabPart[] }
  /** Whole again, and then as an exercise needs it. */
  | { readonly do: 'shape'; readonly shape: LabShape; readonly exercise: string }
  /** Gives the challenge that is open, if there is one; `now` puts another in its place, or none. */
  | { readonly do: 'challenge'; readonly now?: Challenge | null };

/** The faults that are in force; those of a challenge, which nobody is told, are marked. */
interface Made {
  readonly fault: FaultUnit;
  readonly secretly: boolean;
}

const requirePossible = ({ description: { parts } }: Stack, fault: FaultUnit): void => {
  const why = hindrance(fault, parts);
  if (why === 'stand-in')
    throw new LabError(
      `${fault.id} is a fault of real servers, and here a stand-in takes the place of one.`,
      installAdvice(['web', 'db']),
    );
  if (why)
    throw new LabError(
      `${why.tooOld} cannot be broken by ${fault.id}: a newer version is needed for it.`,
      'Take another fault: infra-tutor lab break',
    );
};

/** Parts that are their files, and those with the database, which is made anew only where the exercise is about it. */
const files = ['web', 'app'] as const satisfies readonly StoppablePart[];
const stoppable = [...files, 'db'] as const satisfies readonly StoppablePart[];

const requireReals = (plan: LabPlan): void => {
  if (changedParts(healthyPlan, plan).some((part) => part !== 'dns'))
    throw new LabError(
      'This exercise is about real servers, and here a stand-in takes the place of one.',
      installAdvice(['web', 'db']),
    );
};

const named = (faults: readonly FaultUnit[], id: string): FaultUnit => {
  const fault = faults.find((one) => one.id === id);
  if (!fault) throw new LabError(`There is no fault "${id}".`, 'See all of them: infra-tutor lab break');
  return fault;
};

/** Whether something of the fault is left when these parts are made whole. */
const outlives = ({ fault }: Made, parts: readonly LabPart[]): boolean =>
  partsOf(fault).some((part) => !parts.includes(part));

/** Carries orders out on one lab, one at a time. */
export const obeyOn = (stack: Stack, loadFaults: () => Promise<readonly FaultUnit[]>) => {
  const healthy: LabPlan = stack.plan;
  let made: readonly Made[] = [];
  let challenge: Challenge | null = null;

  const publish = (next: readonly Made[]): readonly string[] => {
    made = next;
    return made.flatMap(({ fault, secretly }) => (secretly ? [] : [fault.id]));
  };

  const breakIt = async ({ faults: ids, secretly = false }: Order & { do: 'break' }): Promise<void> => {
    const known = await loadFaults();
    const wanted = ids.map((id) => named(known, id));
    wanted.forEach((fault) => requirePossible(stack, fault));
    for (const fault of wanted) await requireRuntime(runtimeOf(fault));
    const before = stack.plan;
    const next = [...made, ...wanted.map((fault) => ({ fault, secretly }))];
    try {
      const plan = wanted.reduce((at, { apply }) => apply(at), before);
      await stack.become(plan, { faults: publish(next) });
    } catch (error) {
      const undone = next.slice(0, next.length - wanted.length);
      await stack.become(before, { also: wanted.flatMap(partsOf), faults: publish(undone) });
      throw error;
    }
  };

  /** Files, too: what somebody has edited in the parts is gone. */
  const fix = async (parts: readonly LabPart[]): Promise<void> => {
    const whole = parts.length > 0 ? parts : labParts;
    const left = made.filter((one) => outlives(one, whole));
    const plan = withPartsOf(stack.plan, whole, healthy);
    await stack.become(plan, { also: whole, faults: publish(left), exercise: null });
  };

  /** What somebody has put into the folder of the part is gone, too. */
  const empty = async (part: StoppablePart): Promise<void> => {
    await stack.stopPart(part);
    await rm(join(stack.description.directory, part), { recursive: true, force: true });
  };

  const shape = async ({ shape: wanted, exercise }: Order & { do: 'shape' }): Promise<void> => {
    const known = await loadFaults();
    const faulty = (wanted.faults ?? []).map((id) => named(known, id));
    const plan = shapedPlan(healthy, wanted, faulty);
    if (stack.description.parts.some(({ real }) => !real)) requireReals(plan);
    await requireRuntime(plan.app.runtime);
    for (const part of wanted.withDatabase ? stoppable : files) await empty(part);
    const also: readonly LabPart[] = wanted.withDatabase ? labParts : ['dns', ...files];
    await stack.become(plan, { also, faults: publish([]), exercise });
  };

  const reload = async (parts: readonly LabPart[]): Promise<void> => {
    for (const part of parts.length > 0 ? parts : labParts) await stack.reloadPart(part);
  };

  return async (order: Order): Promise<Challenge | null> => {
    if (order.do === 'break') await breakIt(order);
    if (order.do === 'fix') await fix(order.parts);
    if (order.do === 'shape') await shape(order);
    if (order.do === 'reload') await reload(order.parts);
    if (order.do === 'challenge' && order.now !== undefined) challenge = order.now;
    return challenge;
  };
};
