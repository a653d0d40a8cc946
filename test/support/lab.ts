import { healthyPlan, type LabPlan } from '../../src/lab/plan.ts';
import { startStack, type Stack } from '../../src/lab/stack.ts';
import { labInside, labTarget } from '../../src/lab/target.ts';
import { parseSite } from '../../src/model/site.ts';
import type { Target } from '../../src/model/target.ts';
import { program } from './servers/program.ts';
import type { Stage } from './stage.ts';

/** A whole lab of its own, with nothing in it that only plays a server. */
export const lab = async (
  stage: Stage,
  change: (healthy: LabPlan) => LabPlan = (plan) => plan,
): Promise<Stack> => {
  await program('nginx');
  await program('mariadbd');
  return stage.use(await startStack({ plan: change(healthyPlan), requireReal: true }));
};

export const targetOf = ({ description }: Stack): Target =>
  labTarget(description, parseSite(description.host));

/** The same, looked at from both sides. */
export const insideOf = (stack: Stack): Target => ({
  ...targetOf(stack),
  inside: labInside(stack.description),
});
