import { heals, looks, repair } from '../../support/repair.ts';
import { typedThere } from '../../support/shop.ts';

repair('web/serves-files/folder-denied', {
  'the folder is closed to all but its owner': {
    from: 'server',
    typed: typedThere,
    options: '--inside --sudo',
    fault: 'chmod 700 /var/www/shop',
    steps: [
      looks('See the rights', { fill: { PATH: '/var/www/shop/index.html' } }),
      heals('Give all users the right to pass', { fill: { FOLDER: '/var/www/shop' } }),
    ],
  },
});
