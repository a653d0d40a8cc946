import { configured, reload } from '../../support/config.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';
import { certificateFolder, type Shop } from '../../support/shop.ts';
import { madeByOpenssl } from '../../support/shown.ts';

/** Today's OpenSSL sends no such certificate as long as nobody allows it. */
const allowed = 'ssl_ciphers DEFAULT:@SECLEVEL=0; root /var/www/shop;';

const weak =
  (odd: Parameters<typeof madeByOpenssl>[1]) =>
  async (site: Shop): Promise<void> => {
    await configured('root /var/www/shop;', allowed)(site);
    await site.does(`${madeByOpenssl(certificateFolder, odd)} && ${reload}`);
  };

const shortKey = weak({ key: 'rsa:1024' });

repair('tls/strong-enough/weak-key', {
  'the certificate is an old one': {
    fault: shortKey,
    steps: [
      looks('See how long the key is'),
      does('The next step lets Certbot'),
      heals('A server_name line must hold'),
    ],
  },
  'the authority is one’s own': { fault: shortKey, steps: [does('If the authority is your own')] },
});

const sha1 = weak({ digest: 'sha1' });

repair('tls/strong-enough/weak-signature', {
  'the certificate is an old one': {
    fault: sha1,
    steps: [
      looks('See how the certificate is signed'),
      does('The next step lets Certbot'),
      heals('A server_name line must hold'),
    ],
  },
  'the authority is one’s own': {
    fault: sha1,
    steps: [
      heals('If the authority is your own', { deed: `${madeByOpenssl(certificateFolder)} && ${reload}` }),
    ],
  },
});
