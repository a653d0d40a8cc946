import { configured, inSite } from '../../support/config.ts';
import { heals, looks, repair } from '../../support/repair.ts';

repair('web/answers/not-http', {
  'Nginx hands on to a program that does not speak HTTP': {
    program: true,
    fault: async (site) => {
      const greets =
        "require('node:net').createServer((one) => one.end('220 ready\\n')).listen(9000, '127.0.0.1')";
      await site.does(`setsid node -e "${greets}" >/dev/null 2>&1 </dev/null & sleep 0.2`);
      await configured('try_files $uri $uri/ =404;', 'proxy_pass http://127.0.0.1:9000;')(site);
    },
    steps: [
      looks('See which program listens'),
      looks('If it is Nginx, read its last errors'),
      heals('In that case, correct the line', { deed: inSite('127.0.0.1:9000', '127.0.0.1:3000') }),
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
