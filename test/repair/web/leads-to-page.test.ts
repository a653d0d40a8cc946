import { bothNames, configured, inSite, records, wwwOnly } from '../../support/config.ts';
import { does, looks, heals, repair, settles } from '../../support/repair.ts';
import { leaf, showing } from '../../support/shown.ts';

const toHost = 'return 301 https://$host$request_uri;';
const toTwin = 'return 301 https://shop.com$request_uri;';

repair('web/leads-to-page/no-address', {
  'the other name has no record': {
    fault: async (site) => {
      await configured(toHost, toTwin)(site);
      await site.records([wwwOnly]);
    },
    steps: [
      looks('See where the redirect leads'),
      heals('If both names are to work', { deed: records(...bothNames) }),
    ],
  },
  'the other name is not meant to work': {
    fault: async (site) => {
      await configured(toHost, toTwin)(site);
      await site.records([wwwOnly]);
    },
    steps: [looks('If only'), heals('Keep a copy of the file', { deed: inSite(toTwin, toHost) })],
  },
});

const old = ['@ A 192.175.49.80', wwwOnly] as const;

repair(
  'web/leads-to-page/dead-end',
  {
    'the other name has an old address': {
      fault: async (site) => {
        await configured(toHost, toTwin)(site);
        await site.records(old);
      },
      steps: [looks('Compare the addresses'), heals('If the address of', { deed: records(...bothNames) })],
    },
  },
  { 'If the address is the right one': 'it is another check, of the other name' },
);

repair(
  'web/leads-to-page/bad-certificate',
  {
    'the certificate is not for the other name': {
      fault: async (site) => {
        await configured(toHost, toTwin)(site);
        await showing({ leaf: leaf({ names: ['www.shop.com'] }) })(site);
      },
      steps: [
        looks('See which certificates Certbot made'),
        does('The next step lets Certbot'),
        settles('The server_name lines must hold both names'),
      ],
    },
  },
  { 'If the two names are on different servers': 'it is another check, of the other name' },
);
