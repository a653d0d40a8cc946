import { configured, inSite } from '../../support/config.ts';
import { nodeServes } from '../../support/frameworks.ts';
import { heals, looks, repair } from '../../support/repair.ts';
import { typedThere } from '../../support/shop.ts';

repair('app/finishes/impatient', {
  'a page takes longer than Nginx waits': {
    from: 'server',
    typed: typedThere,
    options: '--path /visits --inside --sudo',
    program: true,
    database: true,
    fault: async (site) => {
      await nodeServes(
        site,
        "(_, response) => setTimeout(() => response.end('visitor ' + Math.random()), 1500)",
      );
      await configured('proxy_pass', 'proxy_read_timeout 1s; proxy_pass')(site);
    },
    steps: [
      looks('See how long Nginx waits'),
      looks('Find out why the page is slow'),
      heals('If the page really needs the time', {
        deed: inSite('proxy_read_timeout 1s;', 'proxy_read_timeout 120s;'),
      }),
    ],
  },
});
