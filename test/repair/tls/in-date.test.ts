import { makeCertificate } from '../../../src/lab/certificate.ts';
import { leafOf } from '../../support/certificates.ts';
import { configured, inSite } from '../../support/config.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';
import { certificateFolder, type Shop } from '../../support/shop.ts';
import { leaf, showing } from '../../support/shown.ts';

const expired = showing({ leaf: leaf({ from: -90, until: -1 }) });

repair('tls/in-date/expired', {
  'nobody renewed it': {
    fault: expired,
    steps: [heals('Renew the certificate'), looks('Find out why')],
  },
  'it was renewed, and Nginx did not read it': {
    fault: async (site) => {
      await site.does(`cp -r ${certificateFolder} /tmp/renewed`);
      await expired(site);
      await site.does(`cp /tmp/renewed/* ${certificateFolder}/`);
    },
    steps: [heals('Renew the certificate')],
  },
});

repair('tls/in-date/expires-soon', {
  'the renewal has not worked': {
    fault: showing({ leaf: leaf({ from: -80, until: 5 }) }),
    steps: [looks('See whether a timer starts Certbot'), heals('Renew the certificate')],
  },
});

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);

/** Signed by a middle certificate whose last day is over. */
const throughOld = async (site: Shop): Promise<void> => {
  const middle = makeCertificate({
    subject: 'middle authority',
    authority: true,
    signedBy: site.authority,
    notBefore: inDays(-90),
    notAfter: inDays(-2),
  });
  await showing({ leaf: () => leafOf(middle), more: [middle] })(site);
};

const copied = '/etc/ssl/copied';

repair('tls/in-date/chain-expired', {
  'Nginx uses an old copy': {
    fault: async (site) => {
      await site.does(`cp -r ${certificateFolder} /tmp/renewed`);
      await throughOld(site);
      await site.does(`mv ${certificateFolder} ${copied} && mv /tmp/renewed ${certificateFolder}`);
      await configured(certificateFolder, copied)(site);
    },
    steps: [
      looks('See which file Nginx sends'),
      heals('Write the name of that fullchain.pem there', { deed: inSite(copied, certificateFolder) }),
    ],
  },
  'the file of Certbot is the old one': {
    fault: throughOld,
    steps: [heals('If Nginx uses fullchain.pem already')],
  },
});

const tenYears = showing({ leaf: leaf({ until: 3650 }) });

repair('tls/in-date/too-long', {
  'everyone is to visit the site': {
    fault: tenYears,
    steps: [does('If everyone is to visit'), heals('A server_name line must hold')],
  },
  'the authority is one’s own': {
    fault: tenYears,
    steps: [heals('If the authority is your own', { deed: showing({ leaf: leaf({ until: 397 }) }) })],
  },
});
