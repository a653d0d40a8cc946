import { defineFault } from '../../fault.ts';
import { nameHolds, withRecords, siteZone, www } from '../../changes/zone.ts';

export default defineFault({
  title: 'Two aliases point to each other',
  symptom: 'The browser says that it cannot find the server www.foobar.com. It finds foobar.com.',
  level: 1,
  outside: { finding: 'dns/resolves', cause: 'alias-loop' },
  look: 'Ask the name server of the zone itself (the dig command that infra-tutor lab status shows, with 127.0.0.13 for the address): www.foobar.com is an alias for web.foobar.com, and that one is an alias for www.foobar.com. A resolver says SERVFAIL only.',
  apply: (plan) =>
    withRecords(nameHolds(plan, www, { type: 'CNAME', data: 'web.foobar.com' }), siteZone, {
      name: 'web.foobar.com',
      type: 'CNAME',
      data: www,
    }),
});
