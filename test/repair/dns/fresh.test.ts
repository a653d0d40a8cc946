import { bothNames } from '../../support/config.ts';
import { dns, first, goodZone, inOrder, own, zoneOf } from '../../support/dns.ts';
import { heals, keeps, looks, repair } from '../../support/repair.ts';

const outside = '192.175.48.81';

repair(
  'dns/fresh/stale',
  {
    'the resolver asked before the record was changed': {
      fault: inOrder(
        dns({ servers: { [first]: zoneOf(`@ A ${own}`, `www 3600 A ${outside}`) } }),
        (site) => site.visitor('dig www.shop.com'),
        dns({ servers: { [first]: goodZone }, remembers: true }),
      ),
      options: '--only dns',
      steps: [
        heals('Wait until the seconds', { deed: dns() }),
        keeps('Before the next move', {
          deed: dns({ servers: { [first]: zoneOf(...bothNames.map((one) => one.replace(' A', ' 300 A'))) } }),
        }),
      ],
    },
  },
  { 'Leave the old server running': 'nothing is done' },
);

repair('dns/fresh/other-view', {
  'the resolver has an answer of its own': {
    fault: dns({ resolver: [`local-data: "www.shop.com 60 A ${outside}"`] }),
    options: '--only dns',
    steps: [looks('See what other resolvers say')],
  },
});
