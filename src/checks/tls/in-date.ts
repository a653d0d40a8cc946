import { defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import type { CertificateSeen } from '../../model/evidence.ts';
import { asIs, handshake, leaf } from '../../model/example.ts';
import { day, daysUntil, leaves } from '../../model/tls.ts';

/** Certificates of Let's Encrypt are renewed 30 days before their end; at 14 something has not happened. */
const soon = 14;

type Cause = 'expired' | 'not-yet-valid' | 'expires-soon';

const judgeOne = (subject: string, { notBefore, notAfter }: CertificateSeen, now: Date): Judgement<Cause> => {
  if (notBefore === undefined || notAfter === undefined)
    return unknown(subject, 'the dates of the certificate are no dates: they cannot be read');
  const left = daysUntil(notAfter, now);
  if (Date.parse(notAfter) < now.getTime())
    return found('expired', subject, `the certificate was valid until ${day(notAfter)}`);
  if (Date.parse(notBefore) > now.getTime())
    return found('not-yet-valid', subject, `the certificate is valid only from ${day(notBefore)} on`);
  if (left < soon)
    return found('expires-soon', subject, `the certificate ends on ${day(notAfter)}, in ${left} days`);
  return ok(subject, `the certificate is valid until ${day(notAfter)} (${left} days)`);
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
  uses: [],
  judge: ({ tls }, { now }) => leaves(tls).map(({ subject, leaf: own }) => judgeOne(subject, own, now)),
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
  },
  examples: { ok: [asIs], unknown: [undated] },
});
