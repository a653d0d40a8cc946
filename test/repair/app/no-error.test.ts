import { configured, inApache, inSettings, inSite, setUp } from '../../support/config.ts';
import {
  displayErrors,
  djangoServes,
  flaskServes,
  gunicorn,
  gunicornListens,
  nodeServes,
  ofPhp,
  phpServes,
} from '../../support/frameworks.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';

const options = '--path /visits';
const fill = { NAME: 'shop' };

repair('app/no-error/error', {
  'a setting is wrong': {
    fault: setUp('["apples", "pears", "plums"]', '[1, 2, 3]'),
    options,
    program: true,
    database: true,
    steps: [
      looks('Read the last errors of Nginx'),
      looks('NAME in the next commands'),
      looks('Read what the program itself wrote', { fill }),
      looks('If an error speaks of the database'),
      heals('After a change in the code', { fill, deed: inSettings('[1, 2, 3]', '["apples", "pears"]') }),
    ],
  },
});

const broken = '<?php nothing_of_this_name();\n';

const repaired = {
  file: '/var/www/shop/index.php',
  from: 'nothing_of_this_name();',
  to: 'echo strtr(microtime(), "0123456789", "ghijklmnop");',
};

repair('app/no-error/empty-error', {
  'PHP says nothing': {
    fault: (site) => phpServes(site, broken),
    steps: [
      looks('Read the last errors of Nginx'),
      looks('If they do not, read the log of PHP-FPM'),
      heals('Repair the line', { deed: repaired }),
    ],
  },
  'another program says nothing': {
    fault: (site) =>
      nodeServes(site, "(_, response) => {\n  console.error('no');\n  response.writeHead(500).end();\n}"),
    options,
    steps: [
      looks('NAME in the next commands'),
      looks('If it is no PHP', { fill }),
      heals('Repair the line', {
        deed: "sed -i 's/writeHead(500).end()/end(String(Math.random()))/' /opt/shop/server.js && systemctl restart shop",
      }),
    ],
  },
});

repair('app/no-error/php-fatal', {
  'a function is not there': {
    fault: (site) => phpServes(site, broken, 'On'),
    steps: [
      looks('Read the message in the page'),
      looks('Repair that line'),
      does('Then switch display_errors off', {
        fill: ofPhp,
        deed: async (site) => {
          await site.write(repaired.file, `<?php ${repaired.to}\n`);
          await site.does(displayErrors('Off'));
        },
        typing: '\\030',
      }),
      heals('Let PHP-FPM read it', { fill: ofPhp }),
    ],
  },
});

const failing = "raise ValueError('no shop here')";
const counting = 'return str(time.time())';

repair('app/no-error/flask-debugger', {
  'the service starts it in debug mode': {
    fault: (site) =>
      flaskServes(
        site,
        `import time\nfrom flask import Flask\n\napp = Flask(__name__)\n\n@app.route('/visits')\ndef visits():\n    ${failing}\n`,
        'Environment=FLASK_DEBUG=1\n',
      ),
    options,
    steps: [
      looks('NAME in the next commands'),
      looks('Find out why the program failed', { fill }),
      looks('See how the program is started', { fill }),
      does('Take the debug mode out', { folder: '/opt/shop', typing: '\\003', typedWhen: gunicornListens }),
      heals('Let systemd read the changed file', {
        fill,
        deed: `sed -i '/FLASK_DEBUG/d; s#^ExecStart=.*#ExecStart=${gunicorn}#' /usr/lib/systemd/system/shop.service && sed -i "s/raise .*/${counting}/" /opt/shop/app.py`,
      }),
    ],
  },
});

repair('app/no-error/django-debug', {
  'the settings are those of a developer': {
    fault: (site) =>
      djangoServes(
        site,
        "DEBUG = True\nALLOWED_HOSTS = ['*']",
        `import time\nfrom django.http import HttpResponse\nfrom django.urls import path\n\ndef visits(request):\n    ${failing}\n\nurlpatterns = [path('visits', visits)]\n`,
      ),
    options,
    steps: [
      looks('NAME in the next commands'),
      looks('Find out why the program failed', { fill }),
      does('In settings.py, set DEBUG', {
        deed: `cd /opt/shop && sed -i "s/True/False/; s/'\\*'/'www.shop.com'/" settings.py && sed -i "s/raise .*/return HttpResponse(str(time.time()))/" urls.py`,
      }),
      looks('Let Django say what else', { fill: { 'venv/bin/python': 'python3' }, folder: '/opt/shop' }),
      heals('Start the program again', { fill }),
    ],
  },
});

repair(
  'app/no-error/stack-trace',
  {
    'the framework is in its mode for developers': {
      fault: (site) =>
        nodeServes(
          site,
          `(_, response) => {
  try {
    throw new Error('no shop here');
  } catch (error) {
    console.error(error);
    const shown = process.env.NODE_ENV === 'production' ? 'Something went wrong' : error.stack;
    response.writeHead(500, { 'content-type': 'text/plain' }).end(shown);
  }
}`,
        ),
      options,
      steps: [
        looks('NAME in the next commands'),
        looks('Find out why the program failed', { fill }),
        does('Switch the framework to its mode', {
          fill,
          typing: '[Service]\\rEnvironment=NODE_ENV=production\\r\\017\\r\\030',
        }),
        heals('Start the program again', {
          fill,
          deed: "sed -i \"s/throw new Error('no shop here')/return response.end('visitor ' + Math.random())/\" /opt/shop/server.js",
        }),
      ],
    },
  },
  {
    'In Laravel, set APP_DEBUG':
      'neither Laravel nor Rails is among the tests; the one of Django is taken for its own page',
  },
);

repair('app/no-error/nginx-error', {
  'try_files goes round in a circle': {
    fault: configured('try_files $uri $uri/ =404;', 'try_files $uri /app/index.html;'),
    steps: [
      looks('Read the last errors of Nginx'),
      looks('See where the line stands'),
      does('If the file is missing, put it there', {
        deed: 'mkdir /var/www/shop/app && cp /var/www/shop/index.html /var/www/shop/app/',
      }),
      heals('After a change', {
        deed: inSite('try_files $uri /app/index.html;', 'try_files $uri $uri/ =404;'),
      }),
    ],
  },
});

const script = '/usr/lib/cgi-bin/visits';

repair('app/no-error/apache-error', {
  'a line of .htaccess is wrong': {
    fault: async (site) => {
      await site.write('/var/www/shop/.htaccess', 'NoSuchDirective\n');
      await inApache('<Directory /var/www/shop>\nAllowOverride All\n</Directory>')(site);
    },
    steps: [
      looks('Read the last errors of Apache'),
      heals('If a file .htaccess is named', {
        fill: { FILE: '/var/www/shop/.htaccess' },
        deed: { file: '/var/www/shop/.htaccess', from: 'NoSuchDirective', to: '' },
        typing: '\\030',
      }),
    ],
  },
  'a program gave back nothing': {
    fault: async (site) => {
      await site.write(script, '#!/bin/sh\necho no >&2\n');
      await site.does(`chmod 755 ${script}`);
      await site.write(
        '/etc/apache2/mods-enabled/cgid.load',
        'LoadModule cgid_module /usr/lib/apache2/modules/mod_cgid.so\nScriptSock /run/apache2/cgisock\n',
      );
      await inApache(
        `ScriptAlias /visits ${script}\n<Directory /usr/lib/cgi-bin>\nRequire all granted\n</Directory>`,
      )(site);
    },
    options,
    steps: [
      heals('If a program is named', {
        deed: (site) => site.write(script, "#!/bin/sh\nprintf 'Content-Type: text/plain\\n\\nHello\\n'\n"),
      }),
    ],
  },
});
