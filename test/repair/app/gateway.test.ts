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
  'Nginx looks at another port': {
    ...fromInside,
    fault: configured('127.0.0.1:3000', '127.0.0.1:3001'),
    steps: [
      looks('Compare the place'),
      heals('If they differ', { deed: inSite('127.0.0.1:3001', '127.0.0.1:3000') }),
    ],
  },
});

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
