import { configured, inSite, siteFile } from '../../support/config.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';

repair('tls/handshake/not-tls', {
  'the word ssl is missing': {
    fault: configured('listen 443 ssl;', 'listen 443;'),
    steps: [
      looks('See which program listens'),
      looks('If it is Nginx, look at its listen lines'),
      heals('After a change', { deed: inSite('listen 443;', 'listen 443 ssl;') }),
    ],
  },
});

const rejecting = `server {
	listen 443 ssl default_server;
	ssl_reject_handshake on;
}
`;

const addRejecting = `printf '%s' '${rejecting}' >>${siteFile}`;

repair('tls/handshake/no-name', {
  'the name is missing in the block': {
    fault: `${addRejecting} && sed -i 's/server_name shop.com www.shop.com;/server_name shop.com;/' ${siteFile} && systemctl reload nginx`,
    steps: [
      looks('See for which names Nginx has server blocks'),
      heals('Add the name to server_name', {
        deed: `sed -i 's/server_name shop.com;/server_name shop.com www.shop.com;/' ${siteFile}`,
      }),
    ],
  },
  'the name is served over plain http only': {
    fault: `${addRejecting} && sed -i '8,$s/server_name shop.com www.shop.com;/server_name shop.com;/; s|return 301 .*;|root /var/www/shop;|' ${siteFile} && systemctl reload nginx`,
    steps: [does('The next step lets Certbot'), heals('A server_name line must hold')],
  },
});

repair(
  'tls/handshake/silent',
  {
    'Nginx hangs': {
      fault: 'kill -STOP $(pgrep nginx)',
      waits: true,
      options: '--only tls',
      steps: [looks('See which program listens'), heals('If it is Nginx')],
    },
  },
  { 'Make the same handshake': 'while Nginx hangs it ends by Ctrl-C only, as the words say' },
);

repair('tls/handshake/too-old', {
  'the configuration allows nothing newer': {
    fault: configured(
      'root /var/www/shop;',
      'ssl_protocols TLSv1.1; ssl_ciphers DEFAULT:@SECLEVEL=0; root /var/www/shop;',
    ),
    steps: [
      looks('See which versions'),
      heals('Write ssl_protocols', {
        deed: inSite('ssl_protocols TLSv1.1;', 'ssl_protocols TLSv1.2 TLSv1.3;'),
      }),
    ],
  },
});
