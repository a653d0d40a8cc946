import * as v from 'valibot';
import type { CheckId } from '../model/check.ts';
import type { Look } from '../model/look.ts';
import type { Finding, Report } from '../model/report.ts';
import { createMasks } from './mask.ts';

const version = 1;

const statuses = ['ok', 'warn', 'broken', 'unknown', 'blocked', 'error'] as const;

const finding = v.object({
  subject: v.string(),
  status: v.picklist(statuses),
  cause: v.exactOptional(v.string()),
  because: v.string(),
});

const look = v.object({ takenAt: v.string(), findings: v.array(finding) });

const shape = v.object({ version: v.literal(version), looks: v.record(v.string(), look) });

/** What each check said of one site when it was last looked at. */
export interface Remembered {
  readonly version: typeof version;
  readonly looks: Readonly<Record<string, Look>>;
}

export const nothingRemembered: Remembered = { version, looks: {} };

/** A text that is no such memory is none: it holds nothing that cannot be seen again. */
export const readRemembered = (text: string): Remembered => {
  try {
    return v.parse(shape, JSON.parse(text));
  } catch {
    return nothingRemembered;
  }
};

const kept = ({ subject, status, cause, because }: Finding, mask: (text: string) => string) =>
  status === 'skipped'
    ? []
    : [{ subject: mask(subject), status, ...(cause ? { cause } : {}), because: mask(because) }];

/** What check `id` says in this report, without what is nobody else's business. */
export const lookOf = ({ findings, takenAt }: Pick<Report, 'findings' | 'takenAt'>, id: CheckId): Look => {
  const { text } = createMasks();
  return {
    takenAt: takenAt.toISOString(),
    findings: findings.filter((one) => one.id === id).flatMap((one) => kept(one, text)),
  };
};

/** The memory after this report. What was left out of it stays as it was. */
export const remember = (memory: Remembered, report: Pick<Report, 'findings' | 'takenAt'>): Remembered => {
  const ids = [...new Set(report.findings.map(({ id }) => id))];
  const looks = ids
    .map((id) => [id, lookOf(report, id)] as const)
    .filter(([, { findings }]) => findings.length > 0);
  return { version, looks: { ...memory.looks, ...Object.fromEntries(looks) } };
};
