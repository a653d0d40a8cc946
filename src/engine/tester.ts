import type { Finding, Report } from '../model/report.ts';

/** What this computer itself is worth as a place to look from. */
export const testerVerdict = (findings: readonly Finding[]): Report['tester'] => {
  const own = findings.filter(({ hop }) => hop === 'tester');
  const decided =
    own.find(({ status }) => status === 'error') ??
    own.find(({ status }) => status === 'broken') ??
    own.find(({ status }) => status === 'warn') ??
    own.find(({ status }) => status === 'ok');
  return {
    status: decided?.status ?? 'unknown',
    because: decided?.because ?? 'this computer was not looked at',
  };
};
