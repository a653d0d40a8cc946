import { defineFault } from '../../fault.ts';
import { nameHolds, siteZone, www } from '../../changes/zone.ts';

export default defineFault({
  title: 'The zone itself is an alias',
  symptom: 'The site works. Mail to addresses that end with @foobar.com comes back or gets lost.',
  level: 1,
  outside: { finding: 'dns/alias', cause: 'at-apex' },
  look: 'Ask with the dig command that infra-tutor lab status shows, for foobar.com with CNAME and then with NS at the end: both have an answer. An alias may have no other records beside it (RFC 1034), and the name of a zone always has some.',
  apply: (plan) => nameHolds(plan, siteZone, { type: 'CNAME', data: www }),
});
