import { dns, first, own, zoneOf } from '../../support/dns.ts';
import { heals, repair } from '../../support/repair.ts';

const star = [`@ A ${own}`, `* A ${own}`] as const;

repair('dns/wildcard/answers', {
  'the panel has a record with a star only': {
    fault: dns({ servers: { [first]: zoneOf(...star) } }),
    steps: [
      heals('Add an A record', { deed: dns({ servers: { [first]: zoneOf(...star, `www A ${own}`) } }) }),
    ],
  },
});
