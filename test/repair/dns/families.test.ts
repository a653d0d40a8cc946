import { bothNames, records } from '../../support/config.ts';
import { heals, repair } from '../../support/repair.ts';

const six = ['@ AAAA 2620:4f:8000::80', 'www AAAA 2620:4f:8000::80'] as const;

repair(
  'dns/families/only-ipv6',
  {
    'the panel has no A record': {
      fault: records(...six),
      options: '--only dns',
      steps: [heals('Add an A record', { deed: records(...bothNames, ...six) })],
    },
  },
  { 'Ask the server': 'the service that prints an address back is on the Internet' },
);
