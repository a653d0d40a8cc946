import { configured, inSettings, inSite, setUp, settingsFile } from '../../support/config.ts';
import { heals, looks, repair } from '../../support/repair.ts';

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

repair(
  'app/answers/page-not-found',
  {
    'Nginx does not hand the page on': {
      fault: configured('location /visits', 'location /visit/'),
      options,
      program: true,
      steps: [
        looks('Open the page in the browser'),
        heals('After a change', { deed: inSite('location /visit/', 'location /visits') }),
      ],
    },
    'the program has not read its new code': {
      fault: setUp('"/visits"', '"/"'),
      options,
      program: true,
      steps: [
        looks('If the page does not end with nginx'),
        heals('Start the program again', { fill, deed: inSettings('["/", "/"]', '["/", "/visits"]') }),
      ],
    },
  },
  { 'Look at the path again': 'it is about what was typed' },
);
