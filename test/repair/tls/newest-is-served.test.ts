import { does, heals, looks, repair } from '../../support/repair.ts';
import { certificateFolder, typedThere } from '../../support/shop.ts';
import { leaf, showing } from '../../support/shown.ts';

repair('tls/newest-is-served/not-reloaded', {
  'it was renewed, and Nginx did not read it': {
    from: 'server',
    typed: typedThere,
    options: '--inside --sudo',
    fault: async (site) => {
      // Certbot makes the folder for what runs after a renewal when it is first run.
      await site.does(
        `mkdir -p /etc/letsencrypt/renewal-hooks/deploy && cp -r ${certificateFolder} /tmp/renewed`,
      );
      await showing({ leaf: leaf({ from: -90, until: -1 }) })(site);
      await site.does(`cp /tmp/renewed/* ${certificateFolder}/`);
    },
    steps: [
      heals('Test the configuration'),
      looks('See whether it happens by itself', { code: 2 }),
      does('If neither is there'),
    ],
  },
});
