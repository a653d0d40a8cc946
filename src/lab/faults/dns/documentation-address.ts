import { defineFault } from '../../fault.ts';
import { siteHolds } from '../../changes/zone.ts';

export default defineFault({
  title: 'The records still hold the address of an example',
  symptom: 'The browser waits for a long time, and then says that the site takes too long to respond.',
  level: 1,
  outside: { finding: 'dns/usable-address', cause: 'documentation' },
  look: 'Ask with the dig command that infra-tutor lab status shows: the answer is 203.0.113.10. The addresses of 203.0.113.0/24 are for manuals (RFC 5737): no computer on the Internet has one.',
  apply: (plan) => siteHolds(plan, { type: 'A', data: '203.0.113.10' }),
});
