import { bothNames } from '../../support/config.ts';
import { beside, dns, own, zoneOf } from '../../support/dns.ts';
import { heals, looks, repair } from '../../support/repair.ts';

const there = [`@ A ${own}`, 'www A 192.175.48.81'] as const;
const version = (serial: number): string => `@ SOA ns admin ${serial} 3600 600 86400 60`;

/** Both name servers have the zone as it is meant. */
const alike = { deed: beside(zoneOf(...bothNames)) };
const oneLeft = { deed: dns() };

repair('dns/same-answer/missing-on-some', {
  'a name server of the old company is left': {
    fault: beside(zoneOf(`@ A ${own}`)),
    options: '--only dns',
    steps: [
      looks('Wait ten minutes', { code: 1 }),
      heals('If they still differ', oneLeft),
      heals('If the servers are your own', alike),
    ],
  },
});

repair('dns/same-answer/two-sources', {
  'the name servers of two companies stand at the registrar': {
    fault: beside(zoneOf('@ SOA ns.elsewhere.com. admin 5 3600 600 86400 60', ...there)),
    options: '--only dns',
    steps: [heals('Decide in which panel', oneLeft)],
  },
  'both panels are kept': {
    fault: beside(zoneOf('@ SOA ns.elsewhere.com. admin 5 3600 600 86400 60', ...there)),
    options: '--only dns',
    steps: [
      heals('If you want to stay with both', {
        deed: beside(zoneOf('@ SOA ns.elsewhere.com. admin 6 3600 600 86400 60', ...bothNames)),
      }),
    ],
  },
});

repair(
  'dns/same-answer/old-copy',
  {
    'a copy is older': {
      fault: beside(zoneOf(version(0), ...there)),
      options: '--only dns',
      steps: [looks('Wait ten minutes'), heals('If the servers are your own', alike)],
    },
  },
  { 'If another company runs': 'the people of another company are no server of ours' },
);

repair('dns/same-answer/varying', {
  'a name server of the old company is left': {
    fault: beside(zoneOf(...there)),
    options: '--only dns',
    steps: [heals('Look at the addresses', oneLeft)],
  },
});
