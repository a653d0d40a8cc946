import { configured, inSite } from '../../support/config.ts';
import { heals, looks, repair } from '../../support/repair.ts';
import { typedThere } from '../../support/shop.ts';

const fill = { NAME: 'shop' };

/** On the server itself, as its administrator. */
const fromInside = {
  from: 'server',
  typed: typedThere,
  options: '--path /visits --inside --sudo',
  program: true,
} as const;

repair('app/gateway/not-listening', {
  'the program has stopped': {
    ...fromInside,
    fault: 'systemctl stop shop',
    steps: [
      looks('NAME in the next commands'),
      looks('Read what the program wrote last', { fill }),
      heals('When the reason is gone', { fill }),
    ],
  },
  'Nginx looks at another port, and the program has stopped': {
    ...fromInside,
    fault: async (site) => {
      await site.does('systemctl stop shop');
      await configured('127.0.0.1:3000', '127.0.0.1:3001')(site);
    },
    steps: [
      looks('Compare the place'),
      heals('If they differ', {
        deed: async (site) => {
          await configured('127.0.0.1:3001', '127.0.0.1:3000')(site);
          await site.does('systemctl start shop');
        },
      }),
    ],
  },
});

repair(
  'app/gateway/other-port',
  {
    'Nginx looks at another port': {
      ...fromInside,
      fault: configured('127.0.0.1:3000', '127.0.0.1:3001'),
      steps: [
        looks('Compare the place'),
        heals('If the port of the program', { deed: inSite('127.0.0.1:3001', '127.0.0.1:3000') }),
      ],
    },
  },
  {
    'If the port behind _pass':
      'it is a line of the program’s settings, and the command that follows it is that of not-listening, which is taken',
  },
);

repair('app/gateway/tls-to-plain', {
  'proxy_pass says https': {
    ...fromInside,
    fault: configured('http://127.0.0.1:3000', 'https://127.0.0.1:3000'),
    steps: [
      looks('Compare the place'),
      heals('Write http:// instead', { deed: inSite('https://127.0.0.1:3000', 'http://127.0.0.1:3000') }),
    ],
  },
});
