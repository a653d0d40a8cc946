import { records } from '../../support/config.ts';
import { dns, first, goodZone, own } from '../../support/dns.ts';
import { heals, looks, repair } from '../../support/repair.ts';
import type { Shop } from '../../support/shop.ts';

const lookBehind = async ({ visitor, typed }: Shop): Promise<void> => {
  const { code, out } = await visitor(`infra-tutor check ${typed} --address ${own}`);
  if (code !== 0) throw new Error(out);
};

repair('dns/own-server/cdn', {
  'the record has an address of the network': {
    fault: records('@ A 104.16.1.1', 'www A 104.16.1.1'),
    options: '--only dns',
    steps: [looks('To see your server alone', { deed: lookBehind })],
  },
});

repair(
  'dns/own-server/parked',
  {
    'the name servers of the company stand at the registrar': {
      fault: dns({ registered: ['shop NS ns1.sedoparking', `ns1.sedoparking A ${first}`] }),
      steps: [heals('Set the name servers', { deed: dns({ servers: { [first]: goodZone } }) })],
    },
  },
  { 'Look at the domain where you bought it': 'a registrar is no server of ours' },
);
