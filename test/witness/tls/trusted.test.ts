import { authority, leafOf, sending } from '../../support/certificates.ts';
import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

const trusted = authority('trusted authority');
const stranger = authority('authority of a stranger');

witness('tls/trusted/self-signed', (stage) =>
  site(stage, { certificate: sending(leafOf(undefined), [], trusted) }),
);

witness('tls/trusted/leaf-only', (stage) => {
  const between = authority('intermediate', trusted);
  return site(stage, { certificate: sending(leafOf(between), [], trusted) });
});

witness('tls/trusted/unknown-authority', (stage) => {
  const between = authority('intermediate', stranger);
  return site(stage, { certificate: sending(leafOf(between), [between], trusted) });
});

witness('tls/trusted/authority-sent', (stage) =>
  site(stage, { certificate: sending(leafOf(stranger), [stranger], trusted) }),
);
