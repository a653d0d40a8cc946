import { defineFault } from '../../fault.ts';
import { siteHolds } from '../../zone-changes.ts';

export default defineFault({
  title: 'The records hold an address of a private network',
  symptom:
    'At home and at friends the browser finds no site: it waits for a long time and gives up, or something else shows up.',
  level: 1,
  outside: { finding: 'dns/usable-address', cause: 'private' },
  look: 'The answer of dig is 192.168.1.10. Addresses that begin with 192.168 are valid inside one network only, and each network has its own.',
  apply: (plan) => siteHolds(plan, { type: 'A', data: '192.168.1.10' }),
});
