import { readdirSync } from 'node:fs';
import { configured } from './config.ts';
import { program } from './servers/program.ts';
import type { Shop } from './shop.ts';

/** Programs of other kinds in the place of the shop's own, in the same folder and as the same service. */

type Files = Readonly<Record<string, string>>;

const home = '/opt/shop';

/** The service `shop` from now on. */
export const serves = async (site: Shop, command: string, files: Files, more = ''): Promise<void> => {
  for (const [name, text] of Object.entries(files)) await site.write(`${home}/${name}`, text);
  await site.write(
    '/usr/lib/systemd/system/shop.service',
    `[Unit]
Description=The program of the shop

[Service]
Type=notify
WorkingDirectory=${home}
${more}ExecStart=${command}
X-Ready=grep -q ':0BB8 0*:0000 0A' /proc/net/tcp /proc/net/tcp6
`,
  );
  await site.does('systemctl restart shop');
};

/** As a program on Node.js whose answers this function makes. */
export const nodeServes = (site: Shop, answer: string): Promise<void> =>
  serves(site, '/usr/local/bin/node server.js', {
    'server.js': `require('node:http').createServer(${answer}).listen(3000, '127.0.0.1');\n`,
  });

const fpm = ((): string => {
  const versions = readdirSync('/usr/sbin').flatMap((name) => /^php-fpm([\d.]+)$/.exec(name)?.[1] ?? []);
  return versions.at(-1) ?? '';
})();

/** What stands in printed steps for the version of PHP. */
export const ofPhp = { VERSION: fpm, 'phpVERSION-fpm': `php${fpm}-fpm` } as const;

const phpSettings = `/etc/php/${fpm}/fpm/php.ini`;

/** In PHP's settings. */
export const displayErrors = (display: 'On' | 'Off'): string =>
  `sed -i 's/^display_errors = .*/display_errors = ${display}/' ${phpSettings}`;

const toPhp = `index index.php;

	location ~ \\.php$ {
		fastcgi_pass unix:/run/php/php${fpm}-fpm.sock;
		fastcgi_param REQUEST_METHOD $request_method;
		fastcgi_param QUERY_STRING $query_string;
		fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
	}`;

/** PHP-FPM as a package of Debian sets it up, but for one line, and Nginx hands the front page on to it. */
export const phpServes = async (site: Shop, page: string, display: 'On' | 'Off' = 'Off'): Promise<void> => {
  await program(`php-fpm${fpm}`);
  await site.does(displayErrors(display));
  // A person needs longer for a change than the two seconds in which PHP does not look for one.
  await site.does(`echo 'opcache.revalidate_freq = 0' >>${phpSettings}`);
  await site.write('/var/www/shop/index.php', page);
  await site.does('rm /var/www/shop/index.html && mkdir -p /run/php');
  await site.write(
    `/usr/lib/systemd/system/php${fpm}-fpm.service`,
    `[Unit]
Description=The PHP ${fpm} FastCGI Process Manager

[Service]
Type=notify
ExecStart=/usr/sbin/php-fpm${fpm} --nodaemonize --fpm-config /etc/php/${fpm}/fpm/php-fpm.conf
ExecReload=/bin/kill -USR2 $MAINPID
X-Ready=test -S /run/php/php${fpm}-fpm.sock
`,
  );
  await site.does(`systemctl start php${fpm}-fpm`);
  await configured('root /var/www/shop;', `root /var/www/shop;\n\n\t${toPhp}`)(site);
};

const python = '/usr/bin/python3';

/** As Flask's own server: `flask run`, with these lines in the file of the service. */
export const flaskServes = async (site: Shop, app: string, more = ''): Promise<void> => {
  await Promise.all(['flask', 'gunicorn'].map(program));
  await serves(site, `${python} -m flask --app app run --no-reload --port 3000`, { 'app.py': app }, more);
};

/** As Django's own server: `runserver`. */
export const djangoServes = async (site: Shop, settings: string, urls: string): Promise<void> => {
  await program('django-admin');
  await serves(site, `${python} manage.py runserver --noreload 127.0.0.1:3000`, {
    'manage.py': `import os, sys
from django.core.management import execute_from_command_line
os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'settings')
execute_from_command_line(sys.argv)
`,
    'settings.py': `SECRET_KEY = 'x'\nROOT_URLCONF = 'urls'\nWSGI_APPLICATION = 'wsgi.application'\n${settings}\n`,
    'urls.py': urls,
    'wsgi.py': `import os
from django.core.wsgi import get_wsgi_application
os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'settings')
application = get_wsgi_application()
`,
  });
};

/** How the service starts the program of Flask when it is meant for visitors. */
export const gunicorn = '/usr/bin/gunicorn --bind 127.0.0.1:3000 app:app';

/** It has started at the port of the printed command. */
export const gunicornListens = `ss -Hltn "sport = :8001" | grep -q .`;
