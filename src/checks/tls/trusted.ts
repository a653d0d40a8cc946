import { defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { CertificateSeen } from '../../model/seen/tls.ts';
import { asIs, handshake, leaf, together } from '../../model/example.ts';
import { atEach, type Shown } from '../../model/tls.ts';

type Cause =
  | 'self-signed'
  | 'leaf-only'
  | 'unknown-authority'
  | 'authority-sent'
  | 'staging'
  | 'wrong-purpose'
  | 'not-an-authority';

/** OpenSSL stops at the first problem; a date is judged by `tls/in-date` and says nothing about who signed. */
const dates: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/** `tls/strong-enough` judges these by the certificate itself: which of them OpenSSL says depends on its version. */
const weak = /_KEY_TOO_SMALL$|_MD_TOO_WEAK$/;

/** A certificate is used for what it is not made for: the server's own, or one that signed it. */
const mayNot: ReadonlySet<string> = new Set(['INVALID_PURPOSE', 'INVALID_CA']);

/** Let's Encrypt writes it into the names of all its authorities for tests, so that nobody takes them for real ones. */
const isStaging = ({ issuer }: CertificateSeen): boolean => /\(STAGING\)|Fake LE /.test(issuer);

const judgeOne = ({ subject, leaf: own, others, verification }: Shown): Judgement<Cause> => {
  if (verification === 'ok')
    return ok(subject, `it is signed by an authority that is trusted here (${own.issuer})`);
  if (verification === '')
    return unknown(
      subject,
      'the certificate was seen, and the handshake that verifies it did not come to an end',
    );
  if ([own, ...others].some(isStaging))
    return found('staging', subject, `the certificate is for tests only: it is signed by ${own.issuer}`);
  if (mayNot.has(verification) && others.some(({ authority }) => authority === false))
    return found(
      'not-an-authority',
      subject,
      `a certificate that may not sign others has signed one of those that are sent (${verification})`,
    );
  if (verification === 'INVALID_PURPOSE')
    return found('wrong-purpose', subject, 'the certificate is not made for web servers (INVALID_PURPOSE)');
  if (own.selfSigned)
    return found(
      'self-signed',
      subject,
      'the certificate is signed with its own key: nobody else vouches for it',
    );
  switch (verification) {
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return found('leaf-only', subject, 'the server sends 1 certificate, and not the one that signed it');
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return others.length === 0
        ? found(
            'leaf-only',
            subject,
            'the server sends only its own certificate, and not the one that signed it',
          )
        : found(
            'unknown-authority',
            subject,
            'the certificates that the server sends lead to no authority that is trusted here',
          );
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return found(
        'authority-sent',
        subject,
        'the server sends an authority of its own, which is not trusted here',
      );
    default:
      if (dates.has(verification))
        return unknown(subject, 'the dates are wrong, so the signatures were not looked at');
      if (weak.test(verification))
        return unknown(
          subject,
          `a key or a signature is too weak, so nothing more was looked at (${verification})`,
        );
      return unknown(
        subject,
        `the certificate was not accepted (${verification}), for which there is no rule yet`,
      );
  }
};

export default defineCheck({
  claim: true,
  needs: ['tls'],
  uses: [],
  judge: ({ tls }) => atEach(tls, judgeOne),
  causes: {
    'self-signed': {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        leaf({ selfSigned: true, issuer: 'CN=www.foobar.com' }),
        handshake({ verification: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      ),
    },
    'leaf-only': {
      status: 'broken',
      strength: 'likely',
      example: handshake({ verification: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
    },
    'unknown-authority': {
      status: 'broken',
      strength: 'confirmed',
      example: (healthy) => {
        const [first] = healthy.evidence.tls.handshakes;
        const [own] = first?.chain ?? [];
        return handshake({
          verification: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
          ...(own ? { chain: [own, own] } : {}),
        })(healthy);
      },
    },
    'authority-sent': {
      status: 'broken',
      strength: 'likely',
      example: handshake({ verification: 'SELF_SIGNED_CERT_IN_CHAIN' }),
    },
    staging: {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        leaf({ issuer: "C=US, O=(STAGING) Let's Encrypt, CN=(STAGING) Counterfeit Cashew R10" }),
        handshake({ verification: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }),
      ),
    },
    'wrong-purpose': {
      status: 'broken',
      strength: 'confirmed',
      example: handshake({ verification: 'INVALID_PURPOSE' }),
    },
    'not-an-authority': {
      status: 'broken',
      strength: 'confirmed',
      example: (healthy) => {
        const [own] = healthy.evidence.tls.handshakes[0]?.chain ?? [];
        const chain = own ? [own, { ...own, authority: false }] : [];
        return handshake({ verification: 'INVALID_PURPOSE', chain })(healthy);
      },
    },
  },
  examples: {
    ok: [asIs],
    unknown: [
      handshake({ verification: 'CERT_HAS_EXPIRED' }),
      handshake({ verification: 'EE_KEY_TOO_SMALL' }),
      handshake({ verification: '' }),
    ],
  },
});
