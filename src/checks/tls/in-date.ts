import { clockOffset } from '../../model/clock.ts';
import { blocked, defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import type { CertificateSeen } from '../../model/seen/tls.ts';
import { asIs, handshake, leaf } from '../../model/example.ts';
import { renewed } from '../../model/stored.ts';
import { atEach, day, daysUntil, type Shown } from '../../model/tls.ts';

/** Certificates of Let's Encrypt are renewed 30 days before their end; at 14 something has not happened. */
const soon = 14;

/** Apple's systems accept no certificate that is valid for longer, whoever signed it (support.apple.com/103769). */
const longest = 825;

type Cause = 'expired' | 'not-yet-valid' | 'expires-soon' | 'chain-expired' | 'too-long';

const isPast = ({ notAfter }: CertificateSeen, now: Date): boolean =>
  notAfter !== undefined && Date.parse(notAfter) < now.getTime();

const judgeOne = ({ subject, leaf: own, others, verification }: Shown, now: Date): Judgement<Cause> => {
  const { notBefore, notAfter } = own;
  if (notBefore === undefined || notAfter === undefined)
    return unknown(subject, 'the dates of the certificate are no dates: they cannot be read');
  const left = daysUntil(notAfter, now);
  if (isPast(own, now)) return found('expired', subject, `the certificate was valid until ${day(notAfter)}`);
  if (Date.parse(notBefore) > now.getTime())
    return found('not-yet-valid', subject, `the certificate is valid only from ${day(notBefore)} on`);
  // An old one that is sent along may be one that nobody needs any more: verification decides.
  const old = verification === 'CERT_HAS_EXPIRED' ? others.find((one) => isPast(one, now)) : undefined;
  if (old?.notAfter)
    return found(
      'chain-expired',
      subject,
      `the certificate is in date, but the one that signs it (${old.subject}) was valid until ${day(old.notAfter)}`,
    );
  if (left < soon)
    return found('expires-soon', subject, `the certificate ends on ${day(notAfter)}, in ${left} days`);
  const life = daysUntil(notAfter, new Date(notBefore));
  if (life > longest)
    return found(
      'too-long',
      subject,
      `the certificate is valid for ${life} days in all, until ${day(notAfter)}`,
    );
  return ok(subject, `the certificate is valid until ${day(notAfter)} (${left} days)`);
};

/** One more certificate is sent, and this is what the whole is worth. */
const sentAlong =
  (patch: Partial<CertificateSeen>, verification: string): Example =>
  (healthy) => {
    const [own] = healthy.evidence.tls.handshakes[0]?.chain ?? [];
    return own ? handshake({ chain: [own, { ...own, ...patch }], verification })(healthy) : healthy;
  };

/** A certificate with a month 13. */
const undated: Example = (healthy) => {
  const [first] = healthy.evidence.tls.handshakes;
  const [own, ...more] = first?.chain ?? [];
  if (!own) return healthy;
  const { notAfter: _, ...rest } = own;
  return handshake({ chain: [rest, ...more] })(healthy);
};

export default defineCheck({
  claim: true,
  needs: ['tls'],
  uses: ['http', 'app', 'certificates'],
  judge({ tls, certificates, ...seen }, { now }) {
    // The server's clock and ours disagree: then which days have come is not certain.
    const strength = clockOffset(seen, now) === undefined ? undefined : 'likely';
    return atEach(tls, (shown) => {
      const judgement = judgeOne(shown, now);
      // That a newer one lies on the disk is told by `tls/newest-is-served`, and by nobody else.
      const isAboutEnd = judgement.cause === 'expired' || judgement.cause === 'expires-soon';
      if (isAboutEnd && renewed(certificates, shown.leaf))
        return blocked(judgement.subject, judgement.because, 'tls');
      return judgement.status === 'cause' && strength ? { ...judgement, strength } : judgement;
    });
  },
  causes: {
    expired: {
      status: 'broken',
      strength: 'confirmed',
      example: leaf({ notAfter: '2026-01-01T00:00:00.000Z' }),
    },
    'not-yet-valid': {
      status: 'broken',
      strength: 'confirmed',
      example: leaf({ notBefore: '2030-01-01T00:00:00.000Z', notAfter: '2031-01-01T00:00:00.000Z' }),
    },
    'expires-soon': {
      status: 'warn',
      strength: 'confirmed',
      example: (healthy) =>
        leaf({ notAfter: new Date(healthy.now.getTime() + 5 * 86_400_000).toISOString() })(healthy),
    },
    'chain-expired': {
      status: 'broken',
      strength: 'confirmed',
      example: sentAlong({ subject: 'CN=between', notAfter: '2026-01-01T00:00:00.000Z' }, 'CERT_HAS_EXPIRED'),
    },
    'too-long': {
      status: 'warn',
      strength: 'confirmed',
      example: leaf({ notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2036-01-01T00:00:00.000Z' }),
    },
  },
  examples: {
    ok: [asIs, sentAlong({ subject: 'CN=old root', notAfter: '2026-01-01T00:00:00.000Z' }, 'ok')],
    unknown: [undated],
  },
});
