import { anotherResolver, dns, second } from '../../support/dns.ts';
import { heals, looks, repair } from '../../support/repair.ts';

const systemd = 'systemd does not run in a network of ours';

/** Somebody's name server, which knows its own zone and nothing else. */
const nameServer = { zones: { 'elsewhere.com': [] } };

const another = heals('Ask another resolver');

const forGood = heals('For good', anotherResolver);

repair(
  'tester/resolver/silent',
  {
    'the resolver hangs': {
      fault: dns({ resolver: { ...nameServer, hangs: true } }),
      waits: true,
      options: '--only dns',
      steps: [another, forGood],
    },
  },
  { 'On Ubuntu, start': systemd },
);

repair(
  'tester/resolver/port-closed',
  {
    'no program is there': {
      fault: dns({ resolver: 'closed' }),
      options: '--only dns',
      steps: [looks('See which resolver'), another, forGood],
    },
  },
  { 'On Ubuntu, start': systemd },
);

repair('tester/resolver/refuses', {
  'it is a name server': {
    fault: dns({ resolver: nameServer }),
    options: '--only dns',
    steps: [looks('If it is the one of this computer'), another, forGood],
  },
  'a name server was typed': {
    fault: dns({ servers: { [second]: nameServer } }),
    options: `--resolver ${second} --only dns`,
    steps: [looks('If you gave the address')],
  },
});

repair(
  'tester/resolver/fails',
  {
    'it has no data about the root': {
      fault: dns({ resolver: { zones: { '.': 'unreadable' } } }),
      options: '--only dns',
      steps: [another, heals('If the resolver is a router', { deed: dns() })],
    },
  },
  { 'On Ubuntu, start': systemd },
);

const inventing = dns({
  resolver: ['local-zone: "invalid" redirect', 'local-data: "invalid 60 A 192.175.48.81"'],
});

repair('tester/resolver/invents-names', {
  'the network asks for a login': {
    fault: inventing,
    options: '--only dns',
    steps: [another, heals('In a hotel', { deed: dns() })],
  },
  'the provider has a page of its own for wrong names': {
    fault: inventing,
    options: '--only dns',
    steps: [forGood],
  },
});
