import { heals, looks, repair } from '../../support/repair.ts';
import { certificateFolder, typedThere } from '../../support/shop.ts';
import { leaf, showing } from '../../support/shown.ts';

repair('tls/newest-is-served/not-reloaded', {
  'it was renewed, and Nginx did not read it': {
    from: 'server',
    typed: typedThere,
    options: '--inside --sudo',
    fault: async (site) => {
      await site.does(`cp -r ${certificateFolder} /tmp/renewed`);
      await showing({ leaf: leaf({ from: -90, until: -1 }) })(site);
      await site.does(`cp /tmp/renewed/* ${certificateFolder}/`);
    },
    steps: [heals('Test the configuration'), looks('Let it happen by itself', { code: 2 })],
  },
});
