import { bothNames, records, siteFile, wwwOnly } from '../../support/config.ts';
import { does, heals, repair, settles } from '../../support/repair.ts';
import { leaf, showing } from '../../support/shown.ts';
import type { Shop } from '../../support/shop.ts';

/** The site was made for one name only, everywhere. */
const forOneName = async (site: Shop): Promise<void> => {
  await records(wwwOnly)(site);
  await site.does(`sed -i 's/server_name shop.com www.shop.com;/server_name www.shop.com;/' ${siteFile}`);
  await showing({ leaf: leaf({ names: ['www.shop.com'] }) })(site);
};

repair('dns/twin/missing', {
  'the site was made for one name only': {
    fault: forOneName,
    steps: [
      heals('Add a record for', { deed: records(...bothNames) }),
      does('For both names to have a page'),
      settles('The server_name lines must hold both', {
        deed: `sed -i 's/server_name www.shop.com;/server_name shop.com www.shop.com;/' ${siteFile}`,
      }),
    ],
  },
});

repair('dns/twin/elsewhere', {
  'one record was forgotten in a move': {
    fault: records(wwwOnly, '@ A 192.175.48.81'),
    options: '--only dns',
    steps: [heals('Open both names', { deed: records(...bothNames) })],
  },
});
