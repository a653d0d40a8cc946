import { configured, inSite, sshAt, sshMoved } from '../../support/config.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';
import type { Shop } from '../../support/shop.ts';

const files = 'try_files $uri $uri/ =404;';

/** Nginx hands on to a program that says this to whoever connects. */
const handedTo =
  (greeting: string) =>
  async (site: Shop): Promise<void> => {
    const greets = `require('node:net').createServer((one) => one.end('${greeting}')).listen(9000, '127.0.0.1')`;
    await site.does(`setsid node -e "${greets}" >/dev/null 2>&1 </dev/null & sleep 0.2`);
    await configured(files, 'proxy_pass http://127.0.0.1:9000;')(site);
  };

repair('web/answers/not-http', {
  'Nginx hands on to a program that does not speak HTTP': {
    program: true,
    fault: handedTo('ready\\n'),
    steps: [
      looks('See which program listens'),
      looks('If it is Nginx, read its last errors'),
      heals('In that case, correct the line', { deed: inSite('127.0.0.1:9000', '127.0.0.1:3000') }),
    ],
  },
});

repair(
  'web/answers/another-service',
  {
    'the ssh server has the port': {
      fault: sshAt(80),
      steps: [
        looks('See which program listens'),
        looks('If it is the ssh server'),
        does('If it has a web port'),
        heals('If another program has the port', { deed: sshMoved }),
      ],
    },
    'Nginx hands on to a mail server': {
      program: true,
      fault: handedTo('220 mail.shop.com ESMTP\\r\\n'),
      steps: [
        looks('If it is Nginx, look where'),
        heals('After a change', { deed: inSite('127.0.0.1:9000', '127.0.0.1:3000') }),
      ],
    },
  },
  { 'Then start the ssh server again': 'the ssh server of the tests is no service' },
);

const certificate =
  'ssl_certificate /etc/letsencrypt/live/shop.com/fullchain.pem; ssl_certificate_key /etc/letsencrypt/live/shop.com/privkey.pem;';

repair('web/answers/tls-on-plain-port', {
  'the word ssl stands beside port 80': {
    fault: async (site) => {
      // It has no certificate, and Nginx takes the port for TLS as a whole.
      await site.does('rm /etc/nginx/sites-enabled/default');
      await configured('listen 80;', `listen 80 ssl; ${certificate}`)(site);
    },
    steps: [
      looks('Look at the listen lines'),
      looks('If Nginx is right'),
      heals('After a change', { deed: inSite('listen 80 ssl;', 'listen 80;') }),
    ],
  },
});

const root = 'root /var/www/shop;';
const wanted = `ssl_verify_client on; ssl_client_certificate /usr/share/test-authority/ca.pem; ${root}`;

repair(
  'web/answers/client-certificate',
  {
    'the block asks for one': {
      fault: configured(root, wanted),
      steps: [
        looks('See where Nginx asks'),
        heals('If everyone is to see the site', { deed: inSite(wanted, root) }),
      ],
    },
  },
  { 'If Cloudflare is in front': 'Cloudflare is no server of ours' },
);

const toHttps = 'return 301 https://$host$request_uri;';

repair('web/answers/reset', {
  'the block resets the connection': {
    fault: configured(toHttps, `reset_timedout_connection on; return 444; ${toHttps}`),
    steps: [
      // "Recv failure", curl(1).
      looks('Ask for the page on the server', { code: 56 }),
      looks('Read the last errors'),
      looks('See which program listens'),
      looks('See whether the configuration'),
      heals('If the block has return 444', { deed: inSite('return 444; ', '') }),
    ],
  },
});

repair('web/answers/empty-reply', {
  'the block closes the connection': {
    fault: configured('return 301 https://$host$request_uri;', 'return 444;'),
    steps: [
      looks('See for which names'),
      looks('Ask for the page on the server', { code: 52 }),
      heals('If the block has return 444', {
        deed: inSite('return 444;', 'return 301 https://$host$request_uri;'),
      }),
      looks('Read the last errors'),
    ],
  },
  'a block that closes the connection answers for every name': {
    fault: async (site) => {
      await configured('www.shop.com;', 'web.shop.com;')(site);
      await site.does(
        "sed -i 's/server_name _;/server_name _; return 444;/' /etc/nginx/sites-available/default && nginx -s reload",
      );
    },
    steps: [heals('If the block has return 444', { deed: inSite('web.shop.com;', 'www.shop.com;') })],
  },
});

repair(
  'web/answers/silent',
  {
    'Nginx hangs': {
      fault:
        'sed -i "s/^worker_processes.*/worker_processes 1;/" /etc/nginx/nginx.conf && systemctl restart nginx && kill -STOP $(pgrep nginx)',
      waits: true,
      options: '--only web',
      steps: [
        looks('Read the last errors'),
        looks('See what keeps the server busy', { typing: 'q' }),
        heals('If the web server itself hangs'),
      ],
    },
  },
  { 'Wait for the answer longer': 'it waits for 70 seconds, and only looks' },
);
