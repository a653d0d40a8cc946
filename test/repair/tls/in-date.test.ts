import { heals, looks, repair } from '../../support/repair.ts';
import { certificateFolder } from '../../support/shop.ts';
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
