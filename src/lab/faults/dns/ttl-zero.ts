import { defineFault } from '../../fault.ts';
import { siteHolds } from '../../changes/zone.ts';

export default defineFault({
  title: 'Resolvers may not keep the address of the site',
  symptom: 'None that is easy to notice: every page is fine.',
  level: 1,
  outside: { finding: 'dns/ttl', cause: 'zero' },
  look: 'Ask with the dig command that infra-tutor lab status shows: the number after the name, the TTL in seconds, is 0.',
  apply: (plan) => siteHolds(plan, { type: 'A', data: '127.0.0.2', ttl: 0 }),
});
