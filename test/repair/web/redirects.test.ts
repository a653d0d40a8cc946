import { configured, inSettings, inSite, setUp, settingsFile } from '../../support/config.ts';
import { heals, keeps, looks, repair } from '../../support/repair.ts';
import type { Shop } from '../../support/shop.ts';

const files = 'try_files $uri $uri/ =404;';
const handedOn = 'proxy_pass http://127.0.0.1:3000; proxy_set_header Host $host;';
const told = `${handedOn} proxy_set_header X-Forwarded-Proto $scheme;`;

const fill = { NAME: 'shop' };

/** The program makes the front page, too, and sends everybody to the one address in its settings. */
const atAddress =
  (address: string, handing = handedOn) =>
  async (site: Shop): Promise<void> => {
    await setUp('"port"', `"address": "${address}", "port"`)(site);
    await configured(files, handing)(site);
  };

repair(
  'web/redirects/loop',
  {
    'the block for https sends to https': {
      fault: configured(files, 'return 301 https://$host$request_uri;'),
      steps: [
        looks('Look at each step of the way'),
        looks('See which redirects Nginx makes'),
        heals('Keep a copy of the file', {
          deed: inSite(
            'location / {\n\t\treturn 301 https://$host$request_uri;',
            `location / {\n\t\t${files}`,
          ),
        }),
      ],
    },
    'the program does not know that the visitor is at https': {
      fault: atAddress('https://www.shop.com'),
      program: true,
      steps: [heals('If your program sends to https', { deed: inSite(handedOn, told) })],
    },
  },
  { 'If Cloudflare is in front': 'Cloudflare is no server of ours' },
);

repair('web/redirects/downgrade', {
  'the block for https sends to http': {
    fault: configured(files, 'return 301 http://$host$request_uri;'),
    steps: [
      looks('Find the step'),
      looks('Look for a redirect to http://'),
      heals('Write https:// there, or', { deed: inSite('return 301 http://$host$request_uri;', files) }),
    ],
  },
  'the program has the address with http in its settings': {
    fault: atAddress('http://www.shop.com', told),
    program: true,
    steps: [
      looks('If that is not enough'),
      heals('Write https:// there, and start', { fill, deed: inSettings('http://www', 'https://www') }),
    ],
  },
  'the program does not know that the visitor is at https': {
    program: true,
    fault: async (site) => {
      await setUp('"port"', '"follows": true, "port"')(site);
      await configured(files, handedOn)(site);
    },
    steps: [heals('If your program makes the redirect', { deed: inSite(handedOn, told) })],
  },
});

const named = (name: string, host: string): string =>
  `server_name ${name};\n\n\treturn 301 https://${host}$request_uri;`;

repair('web/redirects/to-itself-only', {
  'the redirect uses the name of the block': {
    fault: async (site) => {
      await site.does('rm /etc/nginx/sites-enabled/default');
      await configured(named('shop.com www.shop.com', '$host'), named('_', '$server_name'))(site);
    },
    steps: [
      looks('See where the redirect leads'),
      looks('Look for $server_name'),
      heals('Keep a copy of the file', {
        deed: inSite('https://$server_name', 'https://$host'),
      }),
    ],
  },
  'the program has the address of its own computer in its settings': {
    fault: atAddress('http://localhost:3000', told),
    program: true,
    steps: [
      looks('If your program makes the redirect'),
      heals('Start the program again', {
        fill,
        deed: { file: settingsFile, from: 'http://localhost:3000', to: 'https://www.shop.com' },
      }),
    ],
  },
});

repair('web/redirects/not-an-address', {
  'a variable is empty': {
    fault: configured('return 301 https://$host$request_uri;', 'set $domain ""; return 301 https://$domain;'),
    steps: [
      looks('See what the redirect says'),
      looks('Look for the redirect in Nginx'),
      heals('Keep a copy of the file', { deed: inSite('https://$domain;', 'https://$host$request_uri;') }),
    ],
  },
  'the address in the settings of the program is cut off': {
    fault: atAddress('https://', told),
    program: true,
    steps: [
      heals('If Nginx has no such line', {
        deed: `sed -i 's|"https://"|"https://www.shop.com"|' ${settingsFile} && systemctl restart shop`,
      }),
    ],
  },
});

const toHttps = 'return 302 https://$host$request_uri;';
const shown = 'location / {\n\t\troot /var/www/shop;\n\t}';

repair('web/redirects/stays-plain', {
  'the block for port 80 shows the page': {
    fault: configured('return 301 https://$host$request_uri;', shown),
    steps: [
      looks('First make sure'),
      looks('If one server block listens'),
      heals('In the server block for port 80', { deed: inSite(shown, toHttps) }),
      keeps('When it has worked', { deed: inSite('return 302', 'return 301') }),
    ],
  },
});

repair('web/redirects/temporary', {
  'the number is 302': {
    fault: configured('return 301', 'return 302'),
    steps: [
      looks('See where Nginx makes the redirect'),
      heals('When https has worked', { deed: inSite('return 302', 'return 301') }),
    ],
  },
});

const toHost = 'return 301 https://$host$request_uri;';
const toTwin = 'return 301 https://shop.com$request_uri;';

repair('web/redirects/both-at-once', {
  'the block for port 80 sends to the other name': {
    fault: configured(toHost, toTwin),
    steps: [
      looks('See the steps of the way'),
      looks('If you want it in two steps'),
      heals('Keep a copy of the file', {
        deed: async (site) => {
          await configured(toTwin, toHost)(site);
          await configured(
            'root /var/www/shop;',
            `root /var/www/shop; if ($host = www.shop.com) { ${toTwin} }`,
          )(site);
        },
      }),
    ],
  },
});

repair('web/redirects/long-way', {
  'one redirect leads to the next': {
    fault: configured(
      'location / {',
      `location = / { return 301 https://$host/shop/; }
	location = /shop/ { return 301 https://$host/index.html; }
	location / {`,
    ),
    steps: [
      looks('See the steps of the way'),
      looks('See which redirects Nginx makes'),
      heals('Keep a copy of the file', {
        deed: inSite('https://$host/shop/;', 'https://$host/index.html;'),
      }),
    ],
  },
});

repair('web/redirects/too-many', {
  'a rule catches its own result': {
    fault: configured(files, 'return 302 https://$host/en$request_uri;'),
    steps: [
      // "Maximum (15) redirects followed" is a failure of curl, and grep is the last in the line.
      looks('Look at each step of the way'),
      looks('See which redirects Nginx makes'),
      heals('Keep a copy of the file', { deed: inSite('return 302 https://$host/en$request_uri;', files) }),
    ],
  },
});

const toUpstream = 'proxy_pass http://backend; proxy_set_header X-Forwarded-Proto $scheme;';

repair('web/redirects/to-inner-name', {
  'the program hears the name of the upstream': {
    program: true,
    fault: async (site) => {
      await site.write('/etc/nginx/conf.d/backend.conf', 'upstream backend { server 127.0.0.1:3000; }\n');
      await setUp('"port"', '"follows": true, "port"')(site);
      await configured(files, toUpstream)(site);
    },
    steps: [
      looks('See where the redirect leads'),
      looks('The program makes the redirect'),
      heals('Keep a copy of the file', {
        deed: inSite(toUpstream, `${toUpstream} proxy_set_header Host $host;`),
      }),
    ],
  },
});

repair('web/redirects/to-other-port', {
  'the redirect of Nginx names the port': {
    fault: configured(toHost, 'return 301 http://$host:3000$request_uri;'),
    steps: [
      looks('See where the redirect leads'),
      looks('See who makes it'),
      heals('Keep a copy of the file', {
        deed: inSite('return 301 http://$host:3000$request_uri;', toHost),
      }),
    ],
  },
  'the program has the port in its settings': {
    program: true,
    fault: atAddress('https://www.shop.com:3000', told),
    steps: [
      heals('If your program makes the redirect', {
        fill,
        deed: inSettings('www.shop.com:3000', 'www.shop.com'),
      }),
    ],
  },
});
