import { heals, looks, repair } from '../../support/repair.ts';
import { typedThere } from '../../support/shop.ts';

const fill = { NAME: 'shop' };

repair('code/runs/older-than-files', {
  'a new release was copied and not started': {
    from: 'server',
    typed: typedThere,
    options: '--path /visits --inside --sudo',
    program: true,
    fault: 'sleep 1; touch /opt/shop/server.js',
    steps: [looks('NAME in the next commands'), heals('Start the program again', { fill })],
  },
});
