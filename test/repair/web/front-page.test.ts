import {
  apacheFile,
  apacheInstead,
  configured,
  defaultBlock,
  inApache,
  inSettings,
  inSite,
  setUp,
  siteFile,
} from '../../support/config.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';
import { certificateFolder, type Shop } from '../../support/shop.ts';

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

const apachePage = async (site: Shop): Promise<void> => {
  await site.write('/var/www/html/index.html', '<title>Apache2 Ubuntu Default Page: It works</title>\n');
  await apacheInstead('000-default')(site);
};

repair('web/front-page/apache-default-page', {
  'Apache has the port that Nginx is to have': {
    fault: apachePage,
    steps: [looks('See which program listens'), heals('If Nginx is to answer')],
  },
  'the site is not switched on in Apache': {
    fault: apachePage,
    steps: [looks('If Apache is to answer'), heals('Switch your site on', { fill: { FILE: 'shop' } })],
  },
});

repair('web/front-page/forbidden', {
  'the folder has no index file': {
    fault: 'mv /var/www/shop/index.html /var/tmp/',
    steps: [
      looks('Read the last errors of Nginx'),
      heals('If the log says "directory index of', {
        deed: 'cp /var/tmp/index.html /var/www/shop/',
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

const noList = '<Directory /var/www/shop>\n\tOptions -Indexes\n</Directory>';
const denied = '<Directory /var/www/shop>\n\tRequire all denied\n</Directory>';

repair('web/front-page/forbidden-by-apache', {
  'the folder has no index file': {
    fault: async (site) => {
      await site.does('mv /var/www/shop/index.html /var/tmp/');
      await inApache(noList)(site);
    },
    steps: [
      looks('Read the last errors of Apache'),
      heals('If the log says "No matching', { deed: 'cp /var/tmp/index.html /var/www/shop/' }),
    ],
  },
  'Apache may not enter the folder': {
    fault: async (site) => {
      await apacheInstead('shop')(site);
      await site.does('chmod 750 /var/www/shop');
    },
    steps: [
      looks('If the log says "(13)Permission denied"', { fill: { PATH: '/var/www/shop/index.html' } }),
      heals('If a folder has no x', { fill: { FOLDER: '/var/www/shop' } }),
    ],
  },
  'Apache may not read the file': {
    fault: async (site) => {
      await apacheInstead('shop')(site);
      await site.does('chmod 640 /var/www/shop/index.html');
    },
    steps: [heals('If the file has no r', { fill: { FILE: '/var/www/shop/index.html' } })],
  },
  'a rule forbids the page': {
    fault: inApache(denied),
    steps: [
      looks('If the log says "client denied'),
      heals('After a change', {
        deed: { file: apacheFile, from: 'Require all denied', to: 'Require all granted' },
      }),
    ],
  },
});

repair('web/front-page/not-found-by-apache', {
  'DocumentRoot is another folder': {
    fault: async (site) => {
      await site.does(`sed -i 's|/var/www/shop|/var/www/shops|' ${apacheFile}`);
      await apacheInstead('shop')(site);
    },
    steps: [
      looks('See which of its sites'),
      looks('See where that site looks'),
      looks('Read the last errors of Apache'),
      heals('After a change', { deed: { file: apacheFile, from: '/var/www/shops', to: '/var/www/shop' } }),
    ],
  },
});

const files = 'try_files $uri $uri/ =404;';
const handedOn = 'proxy_pass http://127.0.0.1:3000; proxy_set_header Host $host;';
const fill = { NAME: 'shop' };

const noFront = async (site: Shop): Promise<void> => {
  await setUp('"pages": ["/", ', '"pages": [')(site);
  await configured(files, handedOn)(site);
};

repair('web/front-page/no-route', {
  'the program has pages at other addresses only': {
    program: true,
    fault: noFront,
    steps: [looks('Look at the page'), heals('If your program has pages', { fill: { '/page': '/visits' } })],
  },
  'the program lacks its front page': {
    program: true,
    fault: noFront,
    steps: [
      heals('If it should have a front page', { fill, deed: inSettings('"pages": [', '"pages": ["/", ') }),
    ],
  },
});

const password = 'auth_basic "Shop"; auth_basic_user_file /etc/nginx/users;';

repair('web/front-page/login-wanted', {
  'the block asks for a password': {
    fault: configured('root /var/www/shop;', `${password} root /var/www/shop;`),
    steps: [
      looks('See where Nginx asks'),
      heals('If everyone is to see the site', { deed: inSite(password, '') }),
    ],
  },
});

const withoutHost = 'proxy_pass http://127.0.0.1:3000;';

/** The program answers to this name only. */
const named =
  (name: string, handing: string) =>
  async (site: Shop): Promise<void> => {
    await setUp('"port"', `"names": ["${name}"], "port"`)(site);
    await configured(files, handing)(site);
  };

repair('web/front-page/bad-request', {
  'the name is not in the list of the program': {
    program: true,
    fault: named('shop.com', handedOn),
    steps: [
      looks('Look at the page'),
      heals('Add', { fill, deed: inSettings('["shop.com"]', '["shop.com", "www.shop.com"]') }),
    ],
  },
  'Nginx hands on another name': {
    program: true,
    fault: named('www.shop.com', withoutHost),
    steps: [
      looks('See which name Nginx hands on'),
      heals('After a change', { deed: inSite(withoutHost, handedOn) }),
    ],
  },
});

const shown = `ssl_certificate ${certificateFolder}/fullchain.pem; ssl_certificate_key ${certificateFolder}/privkey.pem;`;

repair('web/front-page/misdirected', {
  'the name is missing in the block for https': {
    fault: `sed -i '8,$s/server_name shop.com www.shop.com;/server_name shop.com;/' ${siteFile} && ${defaultBlock(`${shown} return 421;`)}`,
    steps: [
      looks('Compare the address'),
      looks('See for which names'),
      heals('After a change', {
        deed: inSite('server_name shop.com;', 'server_name shop.com www.shop.com;'),
      }),
    ],
  },
});

const limits = '/etc/nginx/conf.d/limits.conf';

repair('web/front-page/too-many-requests', {
  'the limit of Nginx is very low': {
    fault: async (site) => {
      await site.write(
        limits,
        'limit_req_zone $server_name zone=everyone:1m rate=1r/m;\nlimit_req_status 429;\n',
      );
      await configured(files, `limit_req zone=everyone; ${files}`)(site);
      // Somebody has just looked at the page.
      await site.visitor(`curl -sS https://www.shop.com/`);
    },
    steps: [
      looks('Wait for a minute'),
      looks('If the limit is one of Nginx'),
      looks('See who asks so often'),
      heals('After a change', { deed: { file: limits, from: '1r/m', to: '1000r/s' } }),
    ],
  },
});
