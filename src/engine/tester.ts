import type { Finding, Report } from '../model/report.ts';
import { isLocal, type Target } from '../model/target.ts';

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

/**
 * When our own network is the problem, nothing that failed is the server's fault: such findings become unknown and
 * say why. What was seen to work stays.
 */
export const withoutBlame = (findings: readonly Finding[], target: Target): readonly Finding[] => {
  const own = findings.find(({ hop, status }) => hop === 'tester' && status === 'broken');
  if (!own || isLocal(target)) return findings;
  return findings.map((finding) => {
    if (
      finding.hop === 'tester' ||
      finding.hop === 'user' ||
      (finding.status !== 'broken' && finding.status !== 'warn')
    )
      return finding;
    const { cause: _cause, strength: _strength, says: _says, proof: _proof, ...rest } = finding;
    return {
      ...rest,
      status: 'unknown' as const,
      because: `${finding.because}; but this computer's own network is not in order, so that says nothing about the server`,
      toConfirm: 'Put the network of this computer in order first, then check again.',
      fix: [],
      alternatives: [],
    };
  });
};
