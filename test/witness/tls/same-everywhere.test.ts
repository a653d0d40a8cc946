import { leafOf, sending } from '../../support/certificates.ts';
import { makeAuthority } from '../../../src/lab/authority.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { site } from '../../support/site.ts';
import { loopback, siteName } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

witness('tls/same-everywhere/differs', async (stage) => {
  const root = makeAuthority('test authority');
  const [one, two] = [leafOf(root), leafOf(root)];
  const other = '127.0.0.3';
  const { address: _address, ...target } = await site(stage, {
    certificate: sending(one, [], root),
    files: { 'other.pem': two.certificate, 'other-key.pem': two.privateKey },
    before: ({ http, https }) => `
      server { listen ${other}:${http}; return 301 https://${siteName}:${https}/; }
      server {
        listen ${other}:${https} ssl; ssl_certificate other.pem; ssl_certificate_key other-key.pem;
        root html;
      }`,
  });
  const records = [`www A ${loopback}`, `www A ${other}`];
  return { ...target, resolver: await nsd(stage, { 'shop.com': records }) };
});
