import { defineFault } from '../../fault.ts';
import { siteHolds } from '../../changes/zone.ts';

export default defineFault({
  title: 'The records hold an address of a private network',
  symptom: 'The browser waits for a long time, and then says that the site takes too long to respond.',
  level: 1,
  outside: { finding: 'dns/usable-address', cause: 'private' },
  look: 'Ask with the dig command that infra-tutor lab status shows: the answer is 192.168.1.10. Addresses that begin with 192.168 are valid inside one network only, and each network has its own.',
  apply: (plan) => siteHolds(plan, { type: 'A', data: '192.168.1.10' }),
});
