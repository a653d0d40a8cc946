import { configured, inSettings, inSite, setUp } from '../../support/config.ts';
import { heals, keeps, looks, repair } from '../../support/repair.ts';
import { program } from '../../support/servers/program.ts';
import type { Shop } from '../../support/shop.ts';

const page = '/var/www/shop/index.html';
const root = 'root /var/www/shop;';
const files = 'try_files $uri $uri/ =404;';
const handedOn = 'proxy_pass http://127.0.0.1:3000; proxy_set_header Host $host;';
const ownType = 'types { image/webp webp; }';
const php =
  'location ~ \\.php$ { include snippets/fastcgi-php.conf; fastcgi_pass unix:/run/php/php-fpm.sock; }';

repair(
  'web/sent-as-page/source-shown',
  {
    'no location hands on to PHP': {
      fault: async (site) => {
        await program('php-cgi');
        await site.write('/var/www/shop/index.php', `<?php echo '<!doctype html><title>Shop</title>';\n`);
        await site.does(`rm ${page} && systemctl enable --now php8.3-fpm`);
        await configured(root, `${root} index index.php;`)(site);
      },
      steps: [
        looks('See whether PHP-FPM runs'),
        looks('Nginx needs a location for PHP'),
        heals('After a change', { deed: inSite('location / {', `${php}\n\n\tlocation / {`) }),
      ],
    },
  },
  { 'Passwords that stand in the code': 'the code of this shop holds none' },
);

/** The program makes the front page, and gives it this type. */
const programSends =
  (type: string) =>
  async (site: Shop): Promise<void> => {
    await setUp('"port"', `"type": "${type}", "port"`)(site);
    await configured(files, handedOn)(site);
  };

const programMends = (type: string) =>
  heals('If the front page is made by your program', {
    fill: { NAME: 'shop' },
    deed: inSettings(`"type": "${type}"`, '"type": "text/html"'),
  });

const bytes = 'application/octet-stream';

repair('web/sent-as-page/downloaded', {
  'a type of one’s own takes the place of all others': {
    fault: configured(root, `${root} ${ownType}`),
    steps: [
      looks('See what the headers say'),
      looks('See whether Nginx knows'),
      heals('After a change', { deed: inSite(ownType, '') }),
    ],
  },
  'the program gives no type': {
    program: true,
    fault: programSends(bytes),
    steps: [programMends(bytes)],
  },
});

const asText = 'types { } default_type text/plain;';

repair('web/sent-as-page/shown-as-text', {
  'the block takes the types away': {
    fault: configured(root, `${root} ${asText}`),
    steps: [
      looks('See what the header says'),
      looks('See whether Nginx knows'),
      heals('After a change', { deed: inSite(asText, '') }),
    ],
  },
  'the program gives the wrong type': {
    program: true,
    fault: programSends('text/plain'),
    steps: [programMends('text/plain')],
  },
});

repair('web/sent-as-page/directory-listing', {
  'the folder may be listed, and has no index file': {
    fault: async (site) => {
      await site.does(`mv ${page} /var/tmp/`);
      await configured(root, `${root} autoindex on;`)(site);
    },
    steps: [
      looks('Look at the list'),
      heals('If the site has a front page', { deed: `cp /var/tmp/index.html ${page}` }),
      keeps('Take the line autoindex on; away', { deed: inSite('autoindex on;', '') }),
    ],
  },
});

repair('web/sent-as-page/empty-page', {
  'the index file is empty': {
    program: true,
    fault: `cp ${page} /var/tmp/ && : >${page}`,
    steps: [
      looks('See how long the page is'),
      looks('Read the last errors'),
      looks('If the page is made by a service', { fill: { NAME: 'shop' } }),
      heals('If the front page is a file', {
        fill: { FOLDER: '/var/www/shop' },
        deed: `cp /var/tmp/index.html ${page}`,
      }),
    ],
  },
});
