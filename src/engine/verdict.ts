import { saidOnce } from '../model/alike.ts';
import type { Strength } from '../model/check.ts';
import { hops, meaning, type Hop } from '../model/hops.ts';
import type { Finding, HopVerdict, Report, Status } from '../model/report.ts';
import type { Target } from '../model/target.ts';

const weakest = (findings: readonly Finding[]): Strength =>
  findings.every(({ strength }) => strength === 'confirmed') ? 'confirmed' : 'likely';

const first = (findings: readonly Finding[], status: Status): Finding | undefined =>
  findings.find((finding) => finding.status === status);

/** The finding that decides a hop: what is wrong first, then the part of its claim that is not settled. */
const decisive = (findings: readonly Finding[]): Finding | undefined => {
  const claims = findings.filter(({ claim }) => claim);
  return (
    first(findings, 'error') ??
    first(findings, 'broken') ??
    first(claims, 'blocked') ??
    first(claims, 'unknown') ??
    first(findings, 'warn') ??
    first(claims, 'ok') ??
    first(claims, 'skipped') ??
    first(findings, 'blocked') ??
    first(findings, 'unknown')
  );
};

const bare = (hop: Hop, required: boolean): HopVerdict => ({
  hop,
  status: 'unknown',
  because: 'cannot be seen from outside',
  toConfirm: meaning[hop].toConfirm,
  required,
  findings: [],
});

const strengthOf = (findings: readonly Finding[], decided: Finding): { strength?: Strength } => {
  if (decided.status === 'ok')
    return { strength: weakest(findings.filter(({ claim, status }) => claim && status === 'ok')) };
  return decided.strength ? { strength: decided.strength } : {};
};

/** What makes up the claim of a hop that holds, in one sentence. */
const holding = (findings: readonly Finding[]): string => {
  const said = findings.filter(({ claim, status }) => claim && status === 'ok').map(({ because }) => because);
  return saidOnce(said).join('; ');
};

const verdict = (hop: Hop, all: readonly Finding[], required: boolean): HopVerdict => {
  const findings = all.filter((finding) => finding.hop === hop);
  const decided = decisive(findings);
  if (!decided) return bare(hop, required);
  const unsettled = decided.status === 'unknown' || decided.status === 'blocked';
  return {
    hop,
    status: decided.status,
    because: decided.status === 'ok' ? holding(findings) : decided.because,
    required,
    findings: [...new Set(findings.map(({ id }) => id))],
    ...strengthOf(findings, decided),
    ...(decided.blockedBy ? { blockedBy: decided.blockedBy } : {}),
    ...(unsettled ? { toConfirm: decided.toConfirm ?? meaning[hop].toConfirm } : {}),
  };
};

/** Whether anything that was seen points the visitor to https. */
const pointsToHttps = ({ evidence, target }: Pick<Report, 'evidence' | 'target'>): boolean =>
  target.site.scheme === 'https' ||
  (evidence.tcp?.attempts ?? []).some(({ purpose, state }) => purpose === 'https' && state === 'open') ||
  (evidence.http?.visits ?? []).some(({ steps, next }) =>
    [...steps.map(({ url }) => url), next ?? ''].some((url) => url.startsWith('https:')),
  );

const requiredByItself = (
  hop: Hop,
  { evidence, target, findings }: Pick<Report, 'evidence' | 'target' | 'findings'>,
): boolean => {
  switch (hop) {
    case 'user':
    case 'server':
    case 'web':
      return true;
    case 'dns':
      return target.resolver !== undefined && target.site.kind === 'name';
    case 'tls':
      return pointsToHttps({ evidence, target });
    case 'app':
      return (
        target.path !== undefined ||
        findings.some(
          ({ hop: place, claim, status }) =>
            place === 'app' && claim && (status === 'ok' || status === 'broken'),
        )
      );
    case 'db':
      return target.dbLogin !== undefined || target.inside !== undefined;
    case 'code':
      // A stand-in of ours has no configuration that says where the program is.
      return target.inside !== undefined && !target.standIns.includes('web');
  }
};

/** Asked for, or a hop without which this site does not work. */
const isRequired = (hop: Hop, report: Pick<Report, 'evidence' | 'target' | 'findings'>): boolean =>
  report.target.require.includes(hop) || requiredByItself(hop, report);

const isLeftOut = ({ only }: Target, hop: Hop): boolean => only !== undefined && !only.includes(hop);

/** One verdict per hop, all of them, in request order. */
export const verdictsOf = (report: Pick<Report, 'evidence' | 'target' | 'findings'>): HopVerdict[] =>
  hops.map((hop) => {
    const { target } = report;
    if (isLeftOut(target, hop))
      return { hop, status: 'skipped', because: 'left out by --only', required: false, findings: [] };
    return verdict(hop, report.findings, isRequired(hop, report));
  });

/** The earliest broken hop, and the one finding in it that is explained. */
export const firstBrokenOf = (
  verdicts: readonly HopVerdict[],
  findings: readonly Finding[],
): Report['firstBroken'] => {
  const broken = verdicts.find(({ status }) => status === 'broken');
  const cause = broken && findings.find(({ hop, status }) => hop === broken.hop && status === 'broken');
  if (!broken || !cause?.cause) return null;
  return { hop: broken.hop, finding: cause.id, subject: cause.subject, cause: cause.cause };
};
