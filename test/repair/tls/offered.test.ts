import { siteFile } from '../../support/config.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';

/** A site as it is before anybody thought of https. */
const plain = `server {
	listen 80;
	server_name shop.com www.shop.com;

	root /var/www/shop;

	location / {
		try_files $uri $uri/ =404;
	}
}
`;

const plainSite = `printf '%s' '${plain}' >${siteFile} && rm -r /etc/letsencrypt && systemctl restart nginx`;

/** Both, and nobody is sent from one to the other. */
const both = `sed -i 's|return 301 .*;|root /var/www/shop;|' ${siteFile} && systemctl reload nginx`;

repair(
  'tls/offered/plain-only',
  {
    'there is no certificate yet': {
      fault: plainSite,
      steps: [
        does('Allow both web ports'),
        looks('Try it without changing anything'),
        does('The next step lets Certbot'),
        heals('A server_name line must hold'),
      ],
    },
  },
  { 'Install Certbot': 'the archive of packages is on the Internet' },
);

repair('tls/offered/closed-but-wanted', {
  'there is no certificate yet': {
    fault: plainSite,
    options: '--require tls',
    steps: [
      looks('See whether a program listens'),
      does('The next step lets Certbot'),
      heals('A server_name line must hold'),
    ],
  },
  'the firewall lets in plain http only': {
    fault: `${both} && ufw allow 80/tcp && ufw --force enable`,
    waits: true,
    options: '--only server,tls --require tls',
    steps: [heals('Allow both web ports')],
  },
});
