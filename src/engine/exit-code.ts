import type { Report } from '../model/report.ts';
import { isLocal } from '../model/target.ts';

export interface ExitOptions {
  readonly failOnWarn?: boolean;
}

/** 130 interrupted · 70 our code failed · 4 our own network · 1 a hop is broken · 3 a required hop is unknown · 0. */
export const exitCode = (report: Report, { failOnWarn = false }: ExitOptions = {}): number => {
  const { hops, findings, tester, target, interrupted } = report;
  if (interrupted) return 130;
  if (findings.some(({ status }) => status === 'error')) return 70;
  if (tester.status === 'broken' && !isLocal(target)) return 4;
  if (hops.some(({ status }) => status === 'broken' || (failOnWarn && status === 'warn'))) return 1;
  if (hops.some(({ status, required }) => required && (status === 'unknown' || status === 'blocked')))
    return 3;
  return 0;
};
