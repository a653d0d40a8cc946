import { bothNames } from '../../support/config.ts';
import { dns, first, zoneOf } from '../../support/dns.ts';
import { heals, repair } from '../../support/repair.ts';

const keptFor = (seconds: number) =>
  dns({ servers: { [first]: zoneOf(...bothNames.map((one) => one.replace(' A', ` ${seconds} A`))) } });

repair('dns/ttl/zero', {
  'the panel has a zero': { fault: keptFor(0), steps: [heals('Set the TTL', { deed: keptFor(300) })] },
});

repair('dns/ttl/very-long', {
  'the panel has a week': {
    fault: keptFor(604_800),
    steps: [heals('Before you move the site', { deed: keptFor(300) })],
  },
});
