import { exitCode } from '../engine/exit-code.ts';
import { reportOf } from '../engine/inspect.ts';
import type { LabDescription } from '../lab/description.ts';
import type { FaultUnit } from '../lab/fault.ts';
import { labTarget } from '../lab/target.ts';
import { meaning } from '../model/hops.ts';
import type { Report } from '../model/report.ts';
import { parseSite } from '../model/site.ts';
import { limits } from '../net/limits.ts';
import { everything, lookAt } from './run-check.ts';
import { tool } from './tool.ts';

const reportOn = async (lab: LabDescription, signal: AbortSignal): Promise<Report> => {
  const target = labTarget(lab, parseSite(lab.host));
  const { checks } = everything;
  return reportOf(await lookAt(target, { signal, ms: limits.run }), { checks, tool });
};

/** Whether the check finds nothing that is broken or to be warned of, and the fault not even as worth knowing. */
export const isWhole = async (
  { outside }: FaultUnit,
  lab: LabDescription,
  signal: AbortSignal,
): Promise<boolean> => {
  const report = await reportOn(lab, signal);
  const isThere =
    outside !== 'nothing' &&
    report.findings.some(({ id, cause }) => id === outside.finding && cause === outside.cause);
  return !isThere && exitCode(report, { failOnWarn: true }) === 0;
};

/** First what is seen at this moment, then where to look, then the answer. */
export const hintFor = async (
  fault: FaultUnit,
  lab: LabDescription,
  given: number,
  signal: AbortSignal,
): Promise<string> => {
  if (given === 1) return `Where it shows on the server: ${fault.look}`;
  if (given > 1) return `It is ${fault.id}: ${fault.title}.`;
  const { findings } = await reportOn(lab, signal);
  const seen =
    findings.find(({ status }) => status === 'broken') ?? findings.find(({ status }) => status === 'warn');
  if (!seen || seen.hop === 'tester') return 'The check finds nothing wrong at this moment.';
  return `The check sees this at the box ${meaning[seen.hop].label}: ${seen.because}. Where it shows is not always where the mistake is.`;
};
