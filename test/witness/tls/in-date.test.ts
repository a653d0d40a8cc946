import { makeAuthority } from '../../../src/lab/authority.ts';
import { makeCertificate } from '../../../src/lab/certificate.ts';
import { issued, leafOf, sending } from '../../support/certificates.ts';
import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

witness('tls/in-date/expired', (stage) => site(stage, { certificate: issued({ from: -90, until: -2 }) }));

witness('tls/in-date/not-yet-valid', (stage) => site(stage, { certificate: issued({ from: 3, until: 90 }) }));

witness('tls/in-date/expires-soon', (stage) => site(stage, { certificate: issued({ from: -80, until: 5 }) }));

witness('tls/in-date/chain-expired', (stage) => {
  const root = makeAuthority('test authority');
  const day = 86_400_000;
  const between = makeCertificate({
    subject: 'old intermediate',
    authority: true,
    notBefore: new Date(Date.now() - 90 * day),
    notAfter: new Date(Date.now() - 2 * day),
    signedBy: root,
  });
  return site(stage, { certificate: sending(leafOf(between), [between], root) });
});

witness('tls/in-date/too-long', (stage) => site(stage, { certificate: issued({ from: -1, until: 3650 }) }));
