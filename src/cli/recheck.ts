import { checks } from '../catalog.ts';
import { exitCode } from '../engine/exit-code.ts';
import { narrowedTo, reportOf, type Observed, type Units } from '../engine/inspect.ts';
import type { CheckUnit } from '../model/check.ts';
import { changeOf } from '../model/look.ts';
import { nearIds } from '../model/near.ts';
import type { Report } from '../model/report.ts';
import type { World } from '../probes/world.ts';
import { lookOf } from '../saved/remembered.ts';
import { keepLooks, lastLooks } from './last-look.ts';
import { everything } from './run-check.ts';
import type { Terminal } from './terminal.ts';
import { tool } from './tool.ts';
import { UsageError } from './usage-error.ts';
import type { Showing } from './whole-run.ts';

/**
 * The check that is meant by its id (`tls/in-date`) or by one of its causes (`tls/in-date/expired`).
 * @throws {UsageError} when there is none
 */
const checkNamed = (typed: string): CheckUnit => {
  const check = checks.find(
    ({ id, causes }) => typed === id || Object.keys(causes).some((cause) => typed === `${id}/${cause}`),
  );
  if (check) return check;
  const near = nearIds(
    typed,
    checks.map(({ id }) => id),
  );
  throw new UsageError(
    `--recheck ${typed}: there is no such check. ${near.length > 0 ? `Near it: ${near.join(', ')}` : 'infra-tutor explain lists all of them.'}`,
  );
};

/** Only what this check needs. */
const unitsFor = (check: CheckUnit): Units<World> => narrowedTo(everything, check);

/** One check alone says nothing about a whole box: here its own findings decide. */
const codeOf = (report: Report, { id }: CheckUnit, failOnWarn: boolean): number => {
  const own = exitCode({ ...report, hops: [] });
  if (own !== 0) return own;
  const statuses = new Set(
    report.findings.filter((finding) => finding.id === id).map(({ status }) => status),
  );
  if (statuses.has('broken') || (failOnWarn && statuses.has('warn'))) return 1;
  return statuses.has('unknown') || statuses.has('blocked') ? 3 : 0;
};

/** Shows what one check says now, and what became of it since the last look. */
const showRecheck = async (
  terminal: Terminal,
  observed: Observed,
  check: CheckUnit,
  { format, failOnWarn }: Showing,
): Promise<number> => {
  const report = reportOf(observed, { checks: unitsFor(check).checks, tool });
  const before = lastLooks(report.target).looks[check.id];
  const now = lookOf(report, check.id);
  const about = {
    id: check.id,
    title: check.words.title,
    change: changeOf(before, now),
    ...(before ? { before } : {}),
    now,
  };
  keepLooks({ ...report, findings: report.findings.filter(({ id }) => id === check.id) });
  const code = codeOf(report, check, failOnWarn);
  const { recheckJson, recheckText } = await import('../report/views/recheck.ts');
  terminal.document(
    format === 'json' ? recheckJson(report, about, code) : recheckText(report, about, terminal.screen),
  );
  return code;
};

/** One check alone: what it needs, and how it is shown. */
export interface Recheck {
  readonly units: Units<World>;
  show(terminal: Terminal, observed: Observed, showing: Showing): Promise<number>;
}

/** @throws {UsageError} when there is no such check */
export const recheckOf = (typed: string): Recheck => {
  const check = checkNamed(typed);
  return {
    units: unitsFor(check),
    show: (terminal, observed, showing) => showRecheck(terminal, observed, check, showing),
  };
};
