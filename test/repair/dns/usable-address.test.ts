import { bothNames, records, reload } from '../../support/config.ts';
import { doing, inOrder } from '../../support/dns.ts';
import { listenTwice, onServer, onVisitor, server6 } from '../../support/ipv6.ts';
import { heals, looks, repair } from '../../support/repair.ts';

const outside = 'the service that prints an address back is on the Internet';

const mended = heals('Write the public', { deed: records(...bothNames) });

const pointingTo = (address: string) => ({
  fault: records(`www A ${address}`),
  steps: [mended],
});

repair(
  'dns/usable-address/private',
  {
    'the panel has the address of the inside': {
      fault: records('www A 192.168.1.10'),
      steps: [
        // Nobody is at that address here.
        looks('If the server is a VM', { code: 1 }),
        mended,
      ],
    },
  },
  { 'Ask the server': outside },
);

repair(
  'dns/usable-address/loopback',
  {
    'the panel has the address of the server for itself': {
      fault: records('www A 127.0.0.1'),
      steps: [looks('Ask a public resolver'), mended],
    },
  },
  { 'Ask the server': outside },
);

repair('dns/usable-address/unspecified', {
  'the panel filled in an address': {
    fault: records('www A 0.0.0.0'),
    steps: [looks('Ask a public resolver'), mended],
  },
});

repair('dns/usable-address/documentation', { 'it was copied from a text': pointingTo('203.0.113.9') });

repair(
  'dns/usable-address/link-local',
  { 'the server gave itself an address': pointingTo('169.254.10.1') },
  { 'Ask the server': outside },
);

repair(
  'dns/usable-address/shared',
  { 'the panel has the address of the inside': pointingTo('100.64.0.7') },
  {
    'Find out what the outside sees': outside,
    'If the server is at home': 'a provider is no server of ours',
  },
);

repair('dns/usable-address/multicast', { 'it was typed wrong': pointingTo('224.0.0.9') });

repair('dns/usable-address/reserved', {
  'it is set apart': {
    fault: records('www A 240.0.0.9'),
    steps: [looks('Ask a public resolver'), mended],
  },
});

repair(
  'dns/usable-address/public-resolver',
  { 'it was copied from a lesson': pointingTo('8.8.8.8') },
  { 'Ask the server': outside },
);

repair('dns/usable-address/mapped', {
  'the panel has it as an AAAA record': {
    fault: records(...bothNames, 'www AAAA ::ffff:192.175.48.80'),
    steps: [heals('Delete the AAAA', { deed: records(...bothNames) })],
  },
  'the server has an IPv6 address, too': {
    fault: inOrder(
      onServer,
      onVisitor,
      doing(`${listenTwice} && ${reload}`),
      records(...bothNames, 'www AAAA ::ffff:192.175.48.80'),
    ),
    steps: [
      looks('See whether the server has an IPv6'),
      heals('If it has one', { deed: records(...bothNames, `www AAAA ${server6}`) }),
    ],
  },
});
