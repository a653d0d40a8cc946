import { defineFault } from '../../fault.ts';
import { siteHolds } from '../../zone-changes.ts';

export default defineFault({
  title: 'Resolvers may not keep the address of the site',
  symptom: 'The site works, and visits begin a little slower than they could.',
  level: 1,
  outside: { finding: 'dns/ttl', cause: 'zero' },
  look: 'The answer of dig shows 0 where the time to live stands, the number before IN A.',
  apply: (plan) => siteHolds(plan, { type: 'A', data: '127.0.0.2', ttl: 0 }),
});
