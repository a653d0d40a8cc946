import { defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import type { CertificateSeen } from '../../model/seen/tls.ts';
import { asIs, leaf } from '../../model/example.ts';
import { atEach } from '../../model/tls.ts';
import { tableOf } from '../../model/table-of.ts';

type Cause = 'weak-key' | 'weak-signature';

/** Baseline Requirements of the CA/Browser Forum §6.1.5; Apple's systems refuse less (support.apple.com/103769). */
const leastBits = 2048;

/** RFC 8017 appendix A.2.4 and RFC 3279 §2.2.3: with MD5 and with SHA-1, which browsers have refused since 2017. */
const weakSignatures: Readonly<Record<string, string>> = tableOf({
  '1.2.840.113549.1.1.4': 'MD5',
  '1.2.840.113549.1.1.5': 'SHA-1',
  '1.2.840.10045.4.1': 'SHA-1',
});

const judgeOne = (subject: string, { key, signedWith = '' }: CertificateSeen): Judgement<Cause> => {
  const { type = 'unknown kind', bits } = key ?? {};
  if (type === 'rsa' && bits !== undefined && bits < leastBits)
    return found('weak-key', subject, `the key of the certificate is RSA with ${bits} bits only`);
  const weak = weakSignatures[signedWith];
  if (weak) return found('weak-signature', subject, `the certificate is signed with ${weak}`);
  return ok(subject, `its key is ${type}${bits === undefined ? '' : ` with ${bits} bits`}`);
};

export default defineCheck({
  claim: false,
  needs: ['tls'],
  uses: [],
  judge: ({ tls }) => atEach(tls, ({ subject, leaf: own }) => judgeOne(subject, own)),
  causes: {
    'weak-key': {
      status: 'broken',
      strength: 'confirmed',
      example: leaf({ key: { type: 'rsa', bits: 1024 } }),
    },
    'weak-signature': {
      status: 'broken',
      strength: 'confirmed',
      example: leaf({ signedWith: '1.2.840.113549.1.1.5' }),
    },
  },
  examples: { ok: [asIs, leaf({ key: { type: 'rsa', bits: 2048 }, signedWith: '1.2.840.113549.1.1.11' })] },
});
