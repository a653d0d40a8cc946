import { configured, records } from '../../support/config.ts';
import { looks, repair } from '../../support/repair.ts';
import { addresses } from '../../support/servers/machine.ts';
import { madeByOpenssl } from '../../support/shown.ts';

const second = '192.175.48.81';
const other = '/etc/ssl/other';

repair('tls/same-everywhere/differs', {
  'a second address has a certificate of its own': {
    fault: async (site) => {
      await site.does(`ip address add ${second}/24 dev eth0 && ${madeByOpenssl(other)}`);
      await records(`@ A ${addresses.server}`, `www A ${addresses.server}`, `www A ${second}`)(site);
      await configured(
        'server {\n\tlisten 80;',
        `server {
	listen ${second}:443 ssl;
	ssl_certificate ${other}/fullchain.pem;
	ssl_certificate_key ${other}/privkey.pem;
	root /var/www/shop;
}

server {
	listen 80;`,
      )(site);
    },
    steps: [
      looks('See the certificate of one address', { fill: { ADDRESS: second } }),
      looks('On each of these servers'),
    ],
  },
});
