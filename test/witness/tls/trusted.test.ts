import { makeAuthority } from '../../../src/lab/authority.ts';
import { leafOf, sending } from '../../support/certificates.ts';
import { opensslIssued } from '../../support/openssl.ts';
import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

const trusted = makeAuthority('trusted authority');
const stranger = makeAuthority('authority of a stranger');

witness('tls/trusted/self-signed', (stage) =>
  site(stage, { certificate: sending(leafOf(undefined), [], trusted) }),
);

witness('tls/trusted/leaf-only', (stage) => {
  const between = makeAuthority('intermediate', trusted);
  return site(stage, { certificate: sending(leafOf(between), [], trusted) });
});

witness('tls/trusted/unknown-authority', (stage) => {
  const between = makeAuthority('intermediate', stranger);
  return site(stage, { certificate: sending(leafOf(between), [between], trusted) });
});

witness('tls/trusted/authority-sent', (stage) =>
  site(stage, { certificate: sending(leafOf(stranger), [stranger], trusted) }),
);

witness('tls/trusted/staging', (stage) => {
  const between = makeAuthority('(STAGING) Counterfeit Cashew R10', stranger);
  return site(stage, { certificate: sending(leafOf(between), [between], trusted) });
});

witness('tls/trusted/wrong-purpose', async (stage) =>
  site(stage, { certificate: await opensslIssued(stage, { extensions: ['extendedKeyUsage=clientAuth'] }) }),
);

witness('tls/trusted/not-an-authority', async (stage) =>
  site(stage, { certificate: await opensslIssued(stage, { byAnotherSite: true }) }),
);
