import { configured, inSite } from '../../support/config.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';

repair('web/front-page/default-page', {
  'the site is not switched on': {
    fault: 'rm /etc/nginx/sites-enabled/shop && systemctl reload nginx',
    steps: [
      looks('See which web server answers'),
      looks('See which sites are switched on'),
      does('If it is missing, make the link', { fill: { FILE: 'shop' } }),
      heals('After a change', { deed: 'true' }),
    ],
  },
  'the block still has the folder of the package': {
    fault: configured('root /var/www/shop;', 'root /var/www/html; index index.nginx-debian.html;'),
    steps: [
      looks('Look at the names and the folders'),
      heals('After a change', {
        deed: inSite('root /var/www/html; index index.nginx-debian.html;', 'root /var/www/shop;'),
      }),
    ],
  },
});

repair('web/front-page/forbidden', {
  'the folder has no index file': {
    fault: 'mv /var/www/shop/index.html /root/',
    steps: [
      looks('Read the last errors of Nginx'),
      heals('If the log says "directory index of', {
        deed: 'cp /root/index.html /var/www/shop/',
      }),
    ],
  },
  'Nginx may not enter the folder': {
    fault: async (site) => {
      await configured('try_files $uri $uri/ =404;', '')(site);
      await site.does('chmod 750 /var/www/shop');
    },
    steps: [
      looks('If the log says "(13: Permission denied)"', { fill: { PATH: '/var/www/shop/index.html' } }),
      heals('If a folder has no x', { fill: { FOLDER: '/var/www/shop' } }),
    ],
  },
  'Nginx may not read the file': {
    fault: 'chmod 640 /var/www/shop/index.html',
    steps: [heals('If the file has no r', { fill: { FILE: '/var/www/shop/index.html' } })],
  },
  'a rule forbids the page': {
    fault: configured('root /var/www/shop;', 'root /var/www/shop; deny all;'),
    steps: [
      looks('If the log says "access forbidden by rule"'),
      heals('After a change', { deed: inSite('deny all;', 'allow all;') }),
    ],
  },
});

repair('web/front-page/not-found', {
  'root is another folder': {
    fault: configured('root /var/www/shop;', 'root /var/www/shops;'),
    steps: [
      looks('See where Nginx searches'),
      looks('Read the last errors of Nginx'),
      heals('After a change', { deed: inSite('/var/www/shops;', '/var/www/shop;') }),
    ],
  },
});

repair('web/front-page/not-shown', {
  'the site has no page at its front on purpose': {
    program: true,
    fault: configured('try_files $uri $uri/ =404;', 'return 401;'),
    steps: [
      looks('Look at the answer by hand'),
      heals('If your site has no page at its front', { fill: { '/page': '/visits' } }),
    ],
  },
});
