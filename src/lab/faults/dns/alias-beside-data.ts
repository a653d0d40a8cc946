import { defineFault } from '../../fault.ts';
import { nameHolds, siteZone, www } from '../../changes/zone.ts';

export default defineFault({
  title: 'The name www is an alias, and has a record of its own',
  symptom:
    'The site works. A service that looks for its text at www.foobar.com, to see whose the site is, finds it at times only.',
  level: 1,
  outside: { finding: 'dns/alias', cause: 'beside-data' },
  look: 'Ask the name server of the zone itself (the dig command that infra-tutor lab status shows, with 127.0.0.13 for the address), with CNAME and then with TXT at the end: both have an answer. A name that is an alias may have no other records (RFC 1034).',
  apply: (plan) =>
    nameHolds(plan, www, { type: 'CNAME', data: siteZone }, { type: 'TXT', data: 'site-owner=foobar' }),
});
