import type { FileEdit, LabPart, LabPlan } from './plan.ts';
import { labParts } from './plan.ts';

const partOf = ({ file }: FileEdit): string => file.split('/')[0] ?? '';

export const editsOf = ({ edits }: LabPlan, part: LabPart): readonly FileEdit[] =>
  edits.filter((edit) => partOf(edit) === part);

const own = (plan: LabPlan, part: LabPart): unknown => {
  if (part === 'dns') return plan.dns;
  if (part === 'web') return [plan.web, plan.tls, plan.app.runtime];
  return part === 'app' ? plan.app : plan.db;
};

/** All that a plan says of one part, as a text to compare. */
const sliceOf = (plan: LabPlan, part: LabPart): string =>
  JSON.stringify([
    own(plan, part),
    editsOf(plan, part),
    plan.stopped.filter((one) => one === part),
    plan.afterwards.filter((event) => event.part === part),
  ]);

/** The parts that are not the same in both plans. */
export const changedParts = (before: LabPlan, after: LabPlan): readonly LabPart[] =>
  labParts.filter((part) => sliceOf(before, part) !== sliceOf(after, part));

/** The plan with these parts as they are in the other one. */
export const withPartsOf = (plan: LabPlan, parts: readonly LabPart[], other: LabPlan): LabPlan => {
  const from = (part: LabPart): LabPlan => (parts.includes(part) ? other : plan);
  const rest = labParts.filter((part) => part !== 'dns');
  return {
    dns: from('dns').dns,
    tls: from('web').tls,
    web: from('web').web,
    app: from('app').app,
    db: from('db').db,
    stopped: rest.filter((part) => from(part).stopped.includes(part)),
    edits: labParts.flatMap((part) => editsOf(from(part), part)),
    afterwards: labParts.flatMap((part) => from(part).afterwards.filter((event) => event.part === part)),
  };
};
