import { defineFault } from '../../fault.ts';
import { nameHolds, siteZone, www } from '../../zone-changes.ts';

export default defineFault({
  title: 'The zone itself is an alias',
  symptom: 'The site works. Mail to addresses that end with @foobar.com comes back, or is lost.',
  level: 1,
  outside: { finding: 'dns/alias', cause: 'at-apex' },
  look: 'The command dig foobar.com shows a CNAME, and dig foobar.com NS shows NS records at the same name. An alias may have no other records beside it, and the name of a zone always has some.',
  apply: (plan) => nameHolds(plan, siteZone, { type: 'CNAME', data: www }),
});
