import type { Challenge } from '../lab/challenge.ts';
import type { LabDescription } from '../lab/description.ts';
import type { Order } from '../lab/orders.ts';
import { labParts, type LabPart } from '../lab/plan.ts';
import { UsageError } from './usage-error.ts';

/**
 * The lab that runs.
 * @throws {LabError} when there is none
 */
export const runningOrSay = async (): Promise<LabDescription> => {
  const [{ runningLab }, { LabError }] = await Promise.all([
    import('../lab/registry.ts'),
    import('../lab/errors.ts'),
  ]);
  const lab = await runningLab();
  if (!lab) throw new LabError('No lab is running.', 'Start one: infra-tutor lab up --detach');
  return lab;
};

/** Has the lab carry out an order; resolves with the challenge that is open then. */
export const giveOrder = async ({ directory }: LabDescription, what: Order): Promise<Challenge | null> => {
  const { order } = await import('../lab/control.ts');
  return order<Challenge | null>(directory, what);
};

/** @throws {UsageError} when one of the words names no part */
export const partsNamed = (typed: readonly string[]): readonly LabPart[] =>
  typed.map((word) => {
    const part = labParts.find((known) => known === word);
    if (!part) throw new UsageError(`There is no part "${word}": the parts are ${labParts.join(', ')}.`);
    return part;
  });
