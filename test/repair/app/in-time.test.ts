import { nodeServes } from '../../support/frameworks.ts';
import { looks, repair } from '../../support/repair.ts';

repair('app/in-time/slow', {
  'the program waits': {
    fault: (site) =>
      nodeServes(site, "(_, response) => setTimeout(() => response.end('visitor ' + Math.random()), 2200)"),
    options: '--path /visits',
    database: true,
    waits: true,
    steps: [
      looks('Measure it yourself'),
      looks('See what keeps the server busy', { typing: 'q' }),
      looks('If the program uses MySQL'),
      looks('If it is not the database', { fill: { NAME: 'shop' } }),
    ],
  },
});
