import { canonical } from '../../model/address.ts';
import { defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import type { CertificateSeen } from '../../model/seen/tls.ts';
import { asIs, handshake, leaf, together } from '../../model/example.ts';
import type { Site } from '../../model/site.ts';
import { atEach, covers, type Shown } from '../../model/tls.ts';

/** The first names; a certificate can hold thousands. */
const shownNames = ({ names, nameCount = names.length }: CertificateSeen): string =>
  names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${nameCount - 4} more` : names.join(', ');

type Cause = 'wrong-name' | 'default-certificate' | 'twin-only' | 'no-names';

/** What is shown to a visitor who names no site was asked for, and did not come. */
const isUnseen = (withoutName: Shown['withoutName']): boolean =>
  withoutName !== undefined && ['silent', 'closed', 'cut-short'].includes(withoutName.outcome);

const judgeOne = ({ subject, leaf: own, withoutName }: Shown, { ascii, twin }: Site): Judgement<Cause> => {
  const has = (host: string): boolean => own.names.some((name) => covers(name, canonical(host)));
  if (has(ascii)) return ok(subject, `it is for ${shownNames(own)}`);
  if (own.names.length === 0)
    return found('no-names', subject, 'the certificate has no list of names (subjectAltName)');
  if (twin && has(twin))
    return found('twin-only', subject, `the certificate is for ${shownNames(own)} and not for ${ascii}`);
  const because = `the certificate is for ${shownNames(own)}, not for ${ascii}`;
  if (withoutName?.fingerprint256 === own.fingerprint256)
    return found('default-certificate', subject, `${because}; whoever names no site gets the same one`);
  return found('wrong-name', subject, because, isUnseen(withoutName) ? 'likely' : 'confirmed');
};

export default defineCheck({
  claim: true,
  needs: ['tls'],
  uses: [],
  judge: ({ tls }, { target: { site } }) => atEach(tls, (shown) => judgeOne(shown, site)),
  causes: {
    'wrong-name': {
      status: 'broken',
      strength: 'confirmed',
      example: leaf({ names: ['shop.elsewhere.com'] }),
    },
    'default-certificate': {
      status: 'broken',
      strength: 'likely',
      example: together(
        leaf({ names: ['shop.elsewhere.com'], fingerprint256: '01' }),
        handshake({ withoutName: { outcome: 'handshake', fingerprint256: '01' } }),
      ),
    },
    'twin-only': { status: 'broken', strength: 'confirmed', example: leaf({ names: ['foobar.com'] }) },
    'no-names': { status: 'broken', strength: 'confirmed', example: leaf({ names: [] }) },
  },
  examples: { ok: [asIs, leaf({ names: ['*.foobar.com'] })] },
});
