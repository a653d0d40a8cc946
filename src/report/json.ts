import { harmlessJson } from '../model/harmless.ts';
import type { Finding, HopVerdict, Report } from '../model/report.ts';
import type { Reporter } from './parts/reporter.ts';

const hop = ({ required: _, ...verdict }: HopVerdict) => verdict;

const finding = ({ claim: _, proof, toConfirm, blockedBy, ...rest }: Finding) => ({
  ...rest,
  ...(proof ? { proof } : {}),
  ...(toConfirm ? { toConfirm } : {}),
  ...(blockedBy ? { blockedBy } : {}),
});

const withoutSubject = (first: Report['firstBroken']) =>
  first && { hop: first.hop, finding: first.finding, cause: first.cause };

/** The document of `--format json`: closed and versioned, see `check.schema.json`. */
const documentOf = (report: Report, exitCode: number) => {
  const { tool, target, takenAt, durationMs, tester, hops, firstBroken, findings, evidence, unobserved } =
    report;
  return {
    schema: 1,
    tool,
    target: {
      host: target.site.ascii,
      ...(target.standsFor ? { standsFor: target.standsFor } : {}),
      vantages: evidence.shell?.state === 'open' ? ['outside', 'inside'] : ['outside'],
    },
    takenAt: takenAt.toISOString(),
    durationMs,
    tester: {
      status: tester.status,
      findings: findings.filter(({ hop: place }) => place === 'tester').map(({ id }) => id),
    },
    hops: hops.map(hop),
    firstBroken: withoutSubject(firstBroken),
    findings: findings.map(finding),
    evidence,
    unobserved,
    exitCode,
  };
};

const json: Reporter = (report, _screen, exitCode) => `${harmlessJson(documentOf(report, exitCode))}\n`;

export default json;
