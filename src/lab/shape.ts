import type { LabShape } from '../model/lab-shape.ts';
import { edited, withRuntime, withWeb } from './changes/edits.ts';
import type { FaultRule } from './fault.ts';
import { bareWebPlan, type FileEdit, type LabPlan } from './plan.ts';

const bare = ({ web: { notFound: _, ...web }, ...plan }: LabPlan): LabPlan => {
  const { locations } = bareWebPlan.web.proxy;
  return withWeb({ ...plan, web }, { redirects: {}, proxy: { ...web.proxy, locations } });
};

/** The lab as an exercise needs it at its start. `faults` are those that the shape names. */
export const shapedPlan = (healthy: LabPlan, shape: LabShape, faults: readonly FaultRule[]): LabPlan => {
  const begun = shape.bare ? bare(healthy) : healthy;
  const run = shape.runtime ? withRuntime(begun, shape.runtime) : begun;
  const broken = faults.reduce((plan, { apply }) => apply(plan), run);
  return edited(broken, ...((shape.edits ?? []) as readonly FileEdit[]));
};
