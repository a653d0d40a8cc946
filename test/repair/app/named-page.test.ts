import { configured, inSite } from '../../support/config.ts';
import { nodeServes } from '../../support/frameworks.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';
import type { Shop } from '../../support/shop.ts';

const options = '--path /closed';

/** What the program answers to /closed; to all others it shows a page. */
const answering =
  (status: number, headers = '') =>
  (site: Shop) =>
    nodeServes(
      site,
      `(request, response) => {
  const closed = request.url === '/closed';
  response.writeHead(closed ? ${status} : 200, closed ? { ${headers} } : { 'x-powered-by': 'shop' });
  response.end(closed ? '' : 'visitor ' + Math.random());
}`,
    ).then(() => configured('location /visits', 'location ~ ^/(visits|closed)')(site));

const shop = { fill: { NAME: 'shop' } };

const other = { fill: { PAGE: 'visits' } };

/** The route is open for everybody now. */
const opened = `sed -i "s/request.url === '.closed'/false/" /opt/shop/server.js`;

repair('app/named-page/sent-to-login', {
  'the page is for users only': {
    fault: answering(302, "location: '/login?next=/closed'"),
    options,
    steps: [heals('If the page is meant for users only', other)],
  },
  'the page is for everybody': {
    fault: answering(302, "location: '/login?next=/closed'"),
    options,
    steps: [heals('If everybody should see it', { deed: `${opened} && systemctl restart shop` })],
  },
});

const asked = 'auth_basic "Shop";\n\t\tauth_basic_user_file /etc/nginx/.htpasswd;\n\t\t';

const asksPassword = async (site: Shop): Promise<void> => {
  await site.write('/etc/nginx/.htpasswd', 'app:{PLAIN}secret\n');
  await configured('proxy_pass', `${asked}proxy_pass`)(site);
  await configured('location /visits', 'location ~ ^/visits$')(site);
};

repair('app/named-page/asks-password', {
  'another page is open': {
    fault: answering(401, `'www-authenticate': 'Basic realm="shop"'`),
    options,
    steps: [heals('If the page is meant to be closed', other)],
  },
  'Nginx asks for it': {
    fault: asksPassword,
    options: '--path /visits',
    program: true,
    steps: [
      looks('See whether Nginx asks for it'),
      does('If everybody should see the page', { deed: inSite(asked, '') }),
      heals('After a change'),
    ],
  },
});

repair('app/named-page/forbidden', {
  'a rule of Nginx refuses': {
    fault: configured('proxy_pass', 'deny all;\n\t\tproxy_pass'),
    options: '--path /visits',
    program: true,
    steps: [
      looks('Read the last errors of Nginx'),
      looks('See which rules there are'),
      heals('If such a rule is a mistake', { deed: inSite('deny all;', '') }),
    ],
  },
  'Nginx may not enter the folder': {
    fault: async (site) => {
      await configured('try_files $uri $uri/ =404;', '')(site);
      await site.does(
        'mkdir /var/www/shop/about && echo About >/var/www/shop/about/index.html && chmod 700 /var/www/shop/about',
      );
    },
    options: '--path /about/index.html',
    steps: [
      looks('For "Permission denied"', { fill: { '/var/www/html': '/var/www/shop/about' } }),
      heals('If a folder has no x', { fill: { FOLDER: '/var/www/shop/about' } }),
    ],
  },
  'Nginx may not read the file': {
    fault: async (site) => {
      await configured('try_files $uri $uri/ =404;', '')(site);
      await site.does('echo About >/var/www/shop/about.html && chmod 640 /var/www/shop/about.html');
    },
    options: '--path /about.html',
    steps: [
      looks('For "Permission denied"', { fill: { '/var/www/html': '/var/www/shop/about.html' } }),
      heals('If the file itself has no r', { fill: { FILE: '/var/www/shop/about.html' } }),
    ],
  },
  'the program refuses': {
    fault: answering(403),
    options,
    steps: [
      looks('If the program refuses', shop),
      heals('If everybody should see the page', { ...shop, deed: opened }),
    ],
  },
});

repair('app/named-page/wants-another-method', {
  'the path is the wrong one': {
    fault: answering(405, "allow: 'POST'"),
    options,
    steps: [heals('Name a page that can be opened', other)],
  },
  'the route forgets GET': {
    fault: answering(405, "allow: 'POST'"),
    options,
    steps: [heals('If this page should open', { deed: `${opened} && systemctl restart shop` })],
  },
});

repair('app/named-page/gone', {
  'that is right': {
    fault: answering(410),
    options,
    steps: [heals('If that is right', other)],
  },
  'a line of Nginx says it': {
    fault: configured('proxy_pass', 'return 410;\n\t\tproxy_pass'),
    options: '--path /visits',
    program: true,
    steps: [looks('If it is not, see whether'), heals('After a change', { deed: inSite('return 410;', '') })],
  },
});
