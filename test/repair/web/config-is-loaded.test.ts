import { inSite } from '../../support/config.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';
import { typedThere } from '../../support/shop.ts';

const root = 'root /var/www/shop';

repair('web/config-is-loaded/would-not-load', {
  'a semicolon is missing': {
    from: 'server',
    typed: typedThere,
    options: '--inside --sudo',
    fault: inSite(`${root};`, root),
    steps: [
      looks('Let Nginx test', { code: 1 }),
      does('Correct that line', { deed: inSite(root, `${root};`) }),
      heals('Let Nginx read its files'),
    ],
  },
});
