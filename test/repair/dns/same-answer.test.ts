import { bothNames } from '../../support/config.ts';
import {
  beside,
  copied,
  dns,
  inOrder,
  own,
  ownCopies,
  primary,
  withCopy,
  zoneOf,
} from '../../support/dns.ts';
import { heals, looks, repair } from '../../support/repair.ts';

const there = [`@ A ${own}`, 'www A 192.175.48.81'] as const;

const oneLeft = { deed: dns() };

repair('dns/same-answer/missing-on-some', {
  'a name server of the old company is left': {
    fault: beside(zoneOf(`@ A ${own}`)),
    options: '--only dns',
    steps: [looks('Wait ten minutes', { code: 1 }), heals('If they still differ', oneLeft)],
  },
  'the records were changed, and the serial number was not': {
    fault: inOrder(
      withCopy({ serial: 1, records: [`@ A ${own}`], lets: true }),
      copied(1),
      primary({ serial: 1, records: bothNames, lets: true }),
    ),
    options: '--only dns',
    steps: [
      heals('If the servers are your own', {
        deed: inOrder(primary({ serial: 2, records: bothNames, lets: true }), copied(2), ownCopies),
      }),
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

const newer = { serial: 2, records: bothNames, lets: false };

repair(
  'dns/same-answer/old-copy',
  {
    'the primary name server no longer lets the other one copy': {
      fault: inOrder(withCopy({ serial: 1, records: there, lets: true }), copied(1), primary(newer)),
      options: '--only dns',
      steps: [
        looks('Wait ten minutes'),
        heals('If the servers are your own', {
          deed: inOrder(primary({ ...newer, lets: true }), copied(2)),
        }),
      ],
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
