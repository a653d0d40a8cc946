import { issued } from '../../support/certificates.ts';
import { site } from '../../support/site.ts';
import { loopback, siteName } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

witness('tls/name-matches/default-certificate', (stage) =>
  site(stage, { certificate: issued({ names: ['mail.other.com'] }) }),
);

// The block for the name is used, and names the certificate of another site; the default one has its own.
witness('tls/name-matches/wrong-name', (stage) => {
  const own = issued({ names: ['own.other.com'] });
  return site(stage, {
    certificate: issued({ names: ['mail.other.com'] }),
    files: { 'own.pem': own.chain, 'own-key.pem': own.key },
    before: ({ https }) =>
      `server { listen ${loopback}:${https} ssl default_server; ssl_certificate own.pem; ssl_certificate_key own-key.pem; }`,
    name: siteName,
  });
});

witness('tls/name-matches/twin-only', (stage) =>
  site(stage, { certificate: issued({ names: ['shop.com'] }) }),
);

witness('tls/name-matches/no-names', (stage) => site(stage, { certificate: issued({ names: [] }) }));
