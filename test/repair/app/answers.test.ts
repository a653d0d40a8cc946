import {
  apacheFile,
  configured,
  inApache,
  inSettings,
  inSite,
  setUp,
  settingsFile,
} from '../../support/config.ts';
import { djangoServes, nodeServes, phpServes, serves } from '../../support/frameworks.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';
import type { Shop } from '../../support/shop.ts';

const options = '--path /visits';
const fill = { NAME: 'shop' };

repair('app/answers/bad-gateway', {
  'the program has stopped': {
    fault: 'systemctl stop shop',
    options,
    program: true,
    steps: [
      looks('Read the last errors of Nginx'),
      looks('NAME in the next commands'),
      looks('If it does not run', { fill }),
      heals('When the reason is gone', { fill }),
    ],
  },
  'Nginx looks at another port': {
    fault: configured('127.0.0.1:3000', '127.0.0.1:3001'),
    options,
    program: true,
    steps: [
      looks('If it does run, compare'),
      heals('If they differ', { deed: inSite('127.0.0.1:3001', '127.0.0.1:3000') }),
    ],
  },
});

repair('app/answers/gateway-timeout', {
  'the program hangs': {
    fault: async (site) => {
      await configured('proxy_pass', 'proxy_read_timeout 1s; proxy_pass')(site);
      await site.does("kill -STOP $(pgrep -f '^/usr/local/bin/node')");
    },
    options,
    program: true,
    database: true,
    steps: [
      looks('Read the last errors of Nginx'),
      looks('See what keeps the server busy', { typing: 'q' }),
      looks('If the program uses MySQL'),
      looks('NAME in the next commands'),
      looks('Read what the program wrote last', { fill }),
      heals('If the program hangs', { fill }),
    ],
  },
});

const zone = '/etc/nginx/conf.d/limit.conf';
const tooFew = 'rate=1r/m';

/** Nobody gets more than one page in a minute, and the visitor has got it. */
const limitedBy = (more: string) => async (site: Shop) => {
  await site.write(zone, `limit_req_zone $binary_remote_addr zone=pages:1m ${tooFew};\n`);
  await configured('proxy_pass', `limit_req zone=pages;${more}\n\t\tproxy_pass`)(site);
  await site.visitor('curl -s https://www.shop.com/visits');
};

const higher = { file: zone, from: tooFew, to: 'rate=1000r/s' };

repair('app/answers/nginx-unavailable', {
  'a limit is too low': {
    fault: limitedBy(''),
    options,
    program: true,
    steps: [
      looks('Read the last errors of Nginx'),
      looks('Find the limit'),
      does('Take away a', { deed: higher }),
      heals('After a change'),
    ],
  },
  'the maintenance is over': {
    fault: configured('proxy_pass', 'return 503; proxy_pass'),
    options,
    program: true,
    steps: [
      looks('Find the limit'),
      does('Take away a', { deed: inSite('return 503;', '') }),
      heals('After a change'),
    ],
  },
});

const apacheLooksAt = (port: number): string =>
  `${['proxy', 'proxy_http'].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
ProxyPass /visits http://127.0.0.1:${port}/visits`;

repair('app/answers/apache-unavailable', {
  'the program has stopped': {
    fault: async (site) => {
      await inApache(apacheLooksAt(3000))(site);
      await site.does('systemctl stop shop');
    },
    options,
    program: true,
    steps: [
      looks('Read the last errors of Apache'),
      looks('NAME in the next command'),
      heals('If it does not run', { fill }),
    ],
  },
  'Apache looks at another port': {
    fault: inApache(apacheLooksAt(3001)),
    options,
    program: true,
    steps: [
      looks('If it does run, compare'),
      heals('If they differ', { deed: { file: apacheFile, from: ':3001', to: ':3000' } }),
    ],
  },
});

/** Another word for each visitor. */
const counting = "echo strtr(microtime(), '0123456789', 'ghijklmnop');\n";

/** As WordPress says it while the file is there (wp_maintenance). */
const wordpress = `<?php
if (file_exists(__DIR__ . '/.maintenance')) {
  http_response_code(503);
  header('Retry-After: 600');
  exit('Briefly unavailable for scheduled maintenance.');
}
${counting}`;

repair(
  'app/answers/maintenance',
  {
    'a line of Nginx was left': {
      fault: configured('proxy_pass', 'add_header Retry-After 120 always;\n\t\treturn 503;\n\t\tproxy_pass'),
      options,
      program: true,
      steps: [
        looks('Wait as long as Retry-After says', { code: 1 }),
        looks('If nobody works on the site'),
        heals('If Nginx does it', { deed: inSite('return 503;', '') }),
      ],
    },
    'an update of WordPress was broken off': {
      fault: async (site) => {
        await phpServes(site, wordpress);
        await site.does('touch /var/www/shop/.maintenance');
      },
      steps: [heals('In WordPress', { fill: { FOLDER: '/var/www/shop' } })],
    },
  },
  { 'In Laravel': 'Laravel is not in Debian' },
);

repair('app/answers/unavailable', {
  'the program is in maintenance': {
    fault: setUp('"port"', '"closed": true, "port"'),
    options,
    program: true,
    steps: [
      looks('Wait a minute', { code: 1 }),
      looks('Find out who says it'),
      looks('NAME in the next commands'),
      heals('See whether your program is in maintenance', {
        fill,
        deed: `sed -i 's/"closed": true, //' ${settingsFile} && systemctl restart shop`,
      }),
      looks('See what keeps the server busy', { typing: 'q' }),
    ],
  },
});

/** Two copies, of which one has read its code before the last change. */
const copies = `const { existsSync } = require('node:fs');
const isNew = existsSync('/opt/shop/new');
const copy = (port, works) =>
  require('node:http')
    .createServer((_, response) => response.writeHead(works ? 200 : 500).end('visitor ' + Math.random()))
    .listen(port, '127.0.0.1');
copy(3001, true);
copy(3000, isNew);
`;

repair('app/answers/intermittent', {
  'one copy runs the old code': {
    fault: async (site) => {
      await serves(site, '/usr/local/bin/node server.js', { 'server.js': copies });
      await site.write(
        '/etc/nginx/conf.d/copies.conf',
        'upstream copies {\n\tzone copies 64k;\n\tserver 127.0.0.1:3000;\n\tserver 127.0.0.1:3001;\n}\n',
      );
      await configured('http://127.0.0.1:3000', 'http://copies')(site);
      await site.does('touch /opt/shop/new');
    },
    options,
    steps: [
      looks('Read the last errors of Nginx'),
      looks('See to which programs'),
      looks('Compare with what really listens'),
      looks('NAME in the next commands'),
      heals('Start all copies again', { fill }),
    ],
  },
});

repair('app/answers/cut-off', {
  'the program crashes while it writes': {
    fault: (site) =>
      nodeServes(
        site,
        `(_, response) => {
  response.writeHead(200, { 'content-length': 64 });
  response.write('visitor ' + Math.random().toFixed(20));
  setTimeout(() => response.destroy(), 50);
}`,
      ),
    options,
    steps: [
      looks('Read the last errors of Nginx'),
      looks('See whether a disk is full'),
      looks('NAME in the next commands'),
      looks('Read what the program wrote', { fill }),
      looks('If the program was killed', { code: 1 }),
      heals('Repair what the log names', {
        fill,
        deed: "sed -i 's/, { .content-length.: 64 }//; s/setTimeout.*/response.end();/' /opt/shop/server.js",
      }),
    ],
  },
});

repair('app/answers/too-many-requests', {
  'the limit of Nginx is too low': {
    fault: limitedBy(' limit_req_status 429;'),
    options,
    program: true,
    steps: [
      looks('Wait a minute'),
      looks('If it comes back at once'),
      does('Make the number', { deed: higher }),
      heals('After a change'),
    ],
  },
});

const allowed = (host: string): string =>
  `DEBUG = False\nALLOWED_HOSTS = ['${host}']\nMIDDLEWARE = ['django.middleware.common.CommonMiddleware']`;

const visits = `import time
from django.http import HttpResponse
from django.urls import path

urlpatterns = [path('visits', lambda request: HttpResponse(str(time.time())))]
`;

repair('app/answers/disallowed-host', {
  'the name is not in the settings': {
    fault: (site) => djangoServes(site, allowed('localhost'), visits),
    options,
    steps: [
      looks('See whether Nginx hands the name on'),
      does('If one of the two is there, add the name', {
        deed: { file: '/opt/shop/settings.py', from: "['localhost']", to: "['www.shop.com']" },
      }),
      looks('NAME in the next commands'),
      heals('Start the program again', { fill }),
      looks('If Django still answers 400', { fill }),
    ],
  },
  'Nginx puts another name in its place': {
    fault: async (site) => {
      await djangoServes(site, allowed('www.shop.com'), visits);
      await configured('proxy_set_header Host $host;', '')(site);
    },
    options,
    steps: [
      heals('If neither is there, write the line', {
        deed: inSite('proxy_set_header X-', 'proxy_set_header Host $host;\n\t\tproxy_set_header X-'),
      }),
    ],
  },
  'Nginx says the name twice': {
    fault: async (site) => {
      await djangoServes(site, allowed('www.shop.com'), visits);
      await site.write('/etc/nginx/proxy_params', 'proxy_set_header Host $http_host;\n');
      await configured('proxy_pass', 'include proxy_params;\n\t\tproxy_pass')(site);
    },
    options,
    steps: [
      looks('See whether Nginx hands the name on'),
      heals('If neither is there, write the line', { deed: inSite('proxy_set_header Host $host;', '') }),
    ],
  },
});

const time = `<?php\n${counting}`;

repair('app/answers/script-unknown', {
  'PHP is not told the file': {
    fault: async (site) => {
      await phpServes(site, time);
      await configured('fastcgi_param SCRIPT_FILENAME', '# SCRIPT_FILENAME')(site);
    },
    steps: [
      looks('See which folder and which file'),
      does('If the line with SCRIPT_FILENAME', {
        deed: inSite('# SCRIPT_FILENAME', 'fastcgi_param SCRIPT_FILENAME'),
      }),
      heals('After a change'),
    ],
  },
  'root is another folder': {
    fault: async (site) => {
      await phpServes(site, time);
      await configured('root /var/www/shop;', 'root /var/www/shops;')(site);
    },
    options: '--path /index.php',
    steps: [
      looks('See whether the file is there', {
        fill: { '/var/www/html/index.php': '/var/www/shops/index.php' },
        code: 1,
      }),
      does('If root is not the folder', { deed: inSite('/var/www/shops', '/var/www/shop') }),
      heals('After a change'),
    ],
  },
});

repair('app/answers/page-not-found', {
  'the program has not read its new code': {
    fault: setUp('"/visits"', '"/"'),
    options,
    program: true,
    steps: [
      looks('Look at the routes of the program'),
      heals('Start the program again', { fill, deed: inSettings('["/", "/"]', '["/", "/visits"]') }),
    ],
  },
  'the path was wrong': {
    fault: 'true',
    options: '--path /visits/all',
    program: true,
    steps: [heals('Look at the path again', { options })],
  },
});

repair('app/answers/nginx-not-found', {
  'no location hands the page on': {
    fault: configured('location /visits', 'location /visit/'),
    options,
    program: true,
    steps: [
      looks('See which locations there are'),
      does('If none does', { deed: inSite('location /visit/', 'location /visits') }),
      heals('After a change'),
    ],
  },
  'the path was wrong': {
    fault: 'true',
    options: '--path /visitors',
    program: true,
    steps: [heals('Look at the path again', { options })],
  },
});
