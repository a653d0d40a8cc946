import { defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import { asIs, handshake, leaf, together } from '../../model/example.ts';
import { leaves } from '../../model/tls.ts';

type Cause = 'self-signed' | 'leaf-only' | 'unknown-authority' | 'authority-sent';
type Leaf = ReturnType<typeof leaves>[number];

/** OpenSSL stops at the first problem; a date is judged by `tls/in-date` and says nothing about who signed. */
const dates: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

const judgeOne = ({ subject, leaf: own, verification, sent }: Leaf): Judgement<Cause> => {
  if (verification === 'ok')
    return ok(subject, `it is signed by an authority that is trusted here (${own.issuer})`);
  if (verification === '')
    return unknown(
      subject,
      'the certificate was seen, and the handshake that verifies it did not come to an end',
    );
  if (own.selfSigned)
    return found(
      'self-signed',
      subject,
      'the certificate is signed with its own key: nobody else vouches for it',
    );
  switch (verification) {
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return found(
        'leaf-only',
        subject,
        `the server sends ${sent} certificate, and not the one that signed it`,
      );
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return sent === 1
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
      return dates.has(verification)
        ? unknown(subject, 'the dates are wrong, so the signatures were not looked at')
        : unknown(
            subject,
            `the certificate was not accepted (${verification}), for which there is no rule yet`,
          );
  }
};

export default defineCheck({
  claim: true,
  needs: ['tls'],
  uses: [],
  judge: ({ tls }) => leaves(tls).map(judgeOne),
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
  },
  examples: {
    ok: [asIs],
    unknown: [handshake({ verification: 'CERT_HAS_EXPIRED' }), handshake({ verification: '' })],
  },
});
