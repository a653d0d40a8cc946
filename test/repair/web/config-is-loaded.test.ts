import { inSite, siteFile } from '../../support/config.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';
import { typedThere } from '../../support/shop.ts';

const root = 'root /var/www/shop';

repair('web/config-is-loaded/would-not-load', {
  'a semicolon is missing': {
    from: 'server',
    typed: typedThere,
    options: '--inside --sudo',
    fault: inSite(`${root};`, root),
    steps: [
      looks('Let Nginx test', { code: 1 }),
      does('Correct that line', { deed: inSite(root, `${root};`) }),
      heals('Let Nginx read its files'),
    ],
  },
});

const live = '/etc/letsencrypt/live/shop.com';
const standIn = '/etc/ssl/certs/ssl-cert-snakeoil.pem';
const standInKey = '/etc/ssl/private/ssl-cert-snakeoil.key';

/** Nginx itself is told to read its files, and writes into its log why it does not take them. */
const refused = 'kill -HUP $(cat /run/nginx.pid) && sleep 1';

/** The files of the package ssl-cert, and their paths in the configuration. */
const withStandIn =
  `openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=shop -days 9 -keyout ${standInKey} -out ${standIn} && ` +
  `sed -i 's|${live}/fullchain.pem|${standIn}|; s|${live}/privkey.pem|${standInKey}|' ${siteFile}`;

repair(
  'web/config-is-loaded/certificate-missing',
  {
    'a path is wrong': {
      from: 'server',
      typed: typedThere,
      options: '--inside --sudo',
      fault: `sed -i 's|${live}/fullchain.pem|/etc/ssl/shop.pem|' ${siteFile} && ${refused}`,
      steps: [
        looks('Let Nginx test', { code: 1 }),
        looks('See in which file'),
        looks('See which certificates'),
        does('If the list has', { deed: inSite('/etc/ssl/shop.pem', `${live}/fullchain.pem`) }),
        heals('Let Nginx read its files'),
      ],
    },
    'there is no certificate': {
      from: 'server',
      typed: typedThere,
      options: '--inside --sudo',
      fault: `rm -r ${live} && ${refused}`,
      steps: [heals('Then let certbot', { deed: withStandIn })],
    },
  },
  { 'If there is no certificate': 'the archive of packages is on the Internet' },
);
