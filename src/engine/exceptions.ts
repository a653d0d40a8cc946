import type { Finding } from '../model/report.ts';
import type { Exception } from '../model/target.ts';
import { isBad, withdrawn } from './consequences.ts';

const isAbout = ({ id: excepted }: Exception, { id, cause }: Finding): boolean =>
  excepted === id || excepted === `${id}/${cause ?? ''}`;

/** The last day counts, wherever on earth it is read: days are those of UTC. */
const isOver = ({ until }: Exception, now: Date): boolean => now.toISOString().slice(0, 10) > until;

const left = (finding: Finding, exception: Exception): Finding => ({
  ...withdrawn(finding, {
    status: 'skipped',
    because: `left out until ${exception.until} (${exception.why}): ${finding.because}`,
  }),
  ignored: exception,
});

const excepted = (finding: Finding, exceptions: readonly Exception[], now: Date): Finding => {
  if (!isBad(finding)) return finding;
  const about = exceptions.filter((exception) => isAbout(exception, finding));
  const holding = about.find((exception) => !isOver(exception, now));
  if (holding) return left(finding, holding);
  const [over] = about;
  return over
    ? { ...finding, because: `${finding.because}; the exception for it ended on ${over.until}` }
    : finding;
};

/** The findings without what the user lives with for now. An exception that is over is said, and counts no more. */
export const withExceptions = (
  findings: readonly Finding[],
  exceptions: readonly Exception[],
  now: Date,
): readonly Finding[] => findings.map((finding) => excepted(finding, exceptions, now));
