import { defineFault } from '../../fault.ts';
import { nameHolds, siteZone } from '../../zone-changes.ts';

export default defineFault({
  title: 'The name foobar.com still leads to the old server',
  symptom:
    'The site works at www.foobar.com. At foobar.com the browser says that the site refuses to connect.',
  level: 1,
  outside: { finding: 'dns/twin', cause: 'elsewhere' },
  look: 'The command dig foobar.com gives 127.0.0.99, and dig www.foobar.com gives 127.0.0.2: two records, of which one was changed.',
  apply: (plan) => nameHolds(plan, siteZone, { type: 'A', data: '127.0.0.99' }),
});
