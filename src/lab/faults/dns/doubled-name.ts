import { defineFault } from '../../fault.ts';
import { nameHolds, siteZone, withRecords, www } from '../../zone-changes.ts';

export default defineFault({
  title: 'The record for www is under the name www.foobar.com.foobar.com',
  symptom: 'The browser says that it cannot find the server www.foobar.com. It finds foobar.com.',
  level: 1,
  outside: { finding: 'dns/resolves', cause: 'doubled-name' },
  look: 'The command dig www.foobar.com.foobar.com has an address, and dig www.foobar.com has none. In a zone file a name without a dot at its end gets the name of the zone added.',
  apply: (plan) =>
    withRecords(nameHolds(plan, www), siteZone, { name: `${www}.${siteZone}`, type: 'A', data: '127.0.0.2' }),
});
