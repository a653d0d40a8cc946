import type { Finding } from '../model/report.ts';
import { isLocal, type Target } from '../model/target.ts';

export const isBad = ({ status }: Finding): boolean => status === 'broken' || status === 'warn';

/** A finding that no longer says that something is wrong, and why it does not. */
export const withdrawn = (
  finding: Finding,
  instead: Pick<Finding, 'status' | 'because' | 'blockedBy' | 'toConfirm'>,
): Finding => {
  const { cause: _cause, strength: _strength, says: _says, proof: _proof, ...rest } = finding;
  return { ...rest, ...instead, fix: [], alternatives: [] };
};

/**
 * When our own network is the problem, nothing that failed is the server's fault: such findings become unknown and
 * say why. What was seen to work stays.
 */
const withoutBlame = (findings: readonly Finding[], target: Target): readonly Finding[] => {
  const own = findings.find(({ hop, status }) => hop === 'tester' && status === 'broken');
  if (!own || isLocal(target)) return findings;
  return findings.map((finding) =>
    finding.hop === 'tester' || finding.hop === 'user' || !isBad(finding)
      ? finding
      : withdrawn(finding, {
          status: 'unknown',
          because: `${finding.because}; but this computer's own network is not in order, so that says nothing about the server`,
          toConfirm: 'Put the network of this computer in order first, then check again.',
        }),
  );
};

/** A name that no public DNS can hold is not in DNS: that is one fault, not two. */
const withoutEcho = (findings: readonly Finding[]): readonly Finding[] => {
  if (!findings.some(({ hop, status }) => hop === 'user' && status === 'broken')) return findings;
  return findings.map((finding) =>
    finding.hop === 'dns' && finding.status === 'broken'
      ? withdrawn(finding, { status: 'blocked', because: finding.because, blockedBy: 'user' })
      : finding,
  );
};

/** The findings without what only follows from another one: one red hop, not seven. */
export const withoutConsequences = (findings: readonly Finding[], target: Target): readonly Finding[] =>
  withoutEcho(withoutBlame(findings, target));
