import { configured, inSite } from '../../support/config.ts';
import {
  displayErrors,
  djangoServes,
  flaskServes,
  gunicorn,
  gunicornListens,
  ofPhp,
  phpServes,
  serves,
} from '../../support/frameworks.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';

const options = '--path /visits';
const fill = { NAME: 'shop' };

/** Leaves the editor. */
const left = '\\030';

repair('app/no-debug/php-messages', {
  'the settings are those of a developer': {
    fault: (site) =>
      phpServes(site, "<?php echo strtr(microtime(), '0123456789', 'ghijklmnop'); echo $customer;\n", 'On'),
    steps: [
      does('Switch display_errors off', { fill: ofPhp, deed: displayErrors('Off'), typing: left }),
      heals('Let PHP-FPM read it', { fill: ofPhp }),
      looks('Then repair what the warnings say'),
    ],
  },
});

const flask = `import time
from flask import Flask

app = Flask(__name__)

@app.route('/visits')
def visits():
    return str(time.time())
`;

const files = 'location / {\n\t\ttry_files $uri $uri/ =404;\n\t}';

repair('app/no-debug/development-server', {
  'Nginx hands on to flask run': {
    fault: async (site) => {
      await flaskServes(site, flask);
      await configured('proxy_pass', 'proxy_pass_header Server;\n\t\tproxy_pass')(site);
    },
    options,
    steps: [
      looks('See which program listens'),
      does('For Flask or Django', { folder: '/opt/shop', typing: '\\003', typedWhen: gunicornListens }),
      heals('Write the same line behind ExecStart=', {
        fill,
        deed: `sed -i 's#^ExecStart=.*#ExecStart=${gunicorn}#' /usr/lib/systemd/system/shop.service`,
      }),
    ],
  },
  'Nginx hands on to Vite': {
    fault: async (site) => {
      await site.does('ln -s /opt/infra-tutor/node_modules /opt/shop/ && chown student /opt/shop');
      await configured('proxy_set_header Host $host;', '')(site);
      await configured(files, '')(site);
      await configured('location /visits', 'location /')(site);
      await serves(
        site,
        '/usr/local/bin/node node_modules/vite/bin/vite.js --host 127.0.0.1 --strictPort --port 3000',
        {
          'index.html': '<!doctype html>\n<title>Shop</title>\n<h1>Shop</h1>\n',
          'package.json': '{ "scripts": { "build": "vite build" } }\n',
        },
      );
    },
    steps: [
      does('For a site that is made with Vite', { folder: '/opt/shop' }),
      heals('Let Nginx hand requests on', {
        deed: inSite('proxy_pass http://127.0.0.1:3000;', 'root /opt/shop/dist;'),
      }),
    ],
  },
});

repair('app/no-debug/welcome-page', {
  'the program has no page at this path': {
    fault: (site) => djangoServes(site, "DEBUG = True\nALLOWED_HOSTS = ['*']", 'urlpatterns = []\n'),
    options,
    steps: [
      looks('See which folder the program runs in', { fill }),
      does('Look at the routes of the program', {
        deed: (site) =>
          site.write(
            '/opt/shop/urls.py',
            "import time\nfrom django.http import HttpResponse\nfrom django.urls import path\nurlpatterns = [path('visits', lambda request: HttpResponse(str(time.time())))]\n",
          ),
      }),
      heals('Start the program again', { fill }),
    ],
  },
});
