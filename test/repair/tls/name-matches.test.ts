import { defaultBlock, siteFile } from '../../support/config.ts';
import { does, heals, looks, repair, settles } from '../../support/repair.ts';
import { leaf, madeByOpenssl, showing } from '../../support/shown.ts';

const ofAnother = showing({ leaf: leaf({ names: ['other.com'] }) });
const own = '/etc/ssl/own';

repair(
  'tls/name-matches/wrong-name',
  {
    'the block for the name has the certificate of another site': {
      fault: async (site) => {
        await ofAnother(site);
        await site.does(
          `${madeByOpenssl(own)} && ${defaultBlock(`ssl_certificate ${own}/fullchain.pem; ssl_certificate_key ${own}/privkey.pem;`)}`,
        );
      },
      steps: [
        looks('See which certificates are on the server'),
        looks('See which server block is for this name'),
        does('The next step lets Certbot'),
        heals('A server_name line must hold'),
      ],
    },
  },
  {
    'If you typed an IP address': 'it is about what was typed',
    'If the server has the right certificate': 'the panel of a provider is no server of ours',
  },
);

repair(
  'tls/name-matches/default-certificate',
  {
    'the certificate was made for another site': {
      fault: ofAnother,
      steps: [
        looks('See which server blocks'),
        looks('See which certificates are on the server'),
        does('The next step lets Certbot'),
        heals('A server_name line must hold'),
      ],
    },
  },
  { 'If the name belongs to another server': 'a student has one server here' },
);

repair(
  'tls/name-matches/twin-only',
  {
    'the certificate was made for the bare name only': {
      fault: showing({ leaf: leaf({ names: ['shop.com'] }) }),
      steps: [
        looks('See which certificates Certbot made'),
        does('The next step lets Certbot'),
        settles('The server_name lines must hold both names'),
      ],
    },
    'the other name is in no server_name either': {
      fault: async (site) => {
        await showing({ leaf: leaf({ names: ['shop.com'] }) })(site);
        await site.does(
          `sed -i 's/server_name shop.com www.shop.com;/server_name shop.com;/' ${siteFile} && nginx -s reload`,
        );
      },
      steps: [
        does('The next step lets Certbot'),
        settles('The server_name lines must hold both names', {
          deed: (site) =>
            site.does(`sed -i 's/server_name shop.com;/server_name shop.com www.shop.com;/' ${siteFile}`),
        }),
      ],
    },
  },
  { 'If the list has a name with a star': 'no authority of ours asks for a DNS record' },
);

repair('tls/name-matches/no-names', {
  'the certificate was made by hand': {
    fault: showing({ leaf: leaf({ names: [] }) }),
    steps: [
      looks('See whether Certbot made'),
      does('The next step lets Certbot'),
      heals('A server_name line must hold'),
    ],
  },
});
