import { defineFault } from '../../fault.ts';
import { nameHolds, siteZone, withRecords, www } from '../../changes/zone.ts';

export default defineFault({
  title: 'The record for www is under the name www.foobar.com.foobar.com',
  symptom: 'The browser says that it cannot find the server www.foobar.com. It finds foobar.com.',
  level: 1,
  outside: { finding: 'dns/resolves', cause: 'doubled-name' },
  look: 'Ask with the dig command that infra-tutor lab status shows, for www.foobar.com.foobar.com: that name has the address, and www.foobar.com does not exist. In a zone file a name without a dot at its end gets the name of the zone added.',
  apply: (plan) =>
    withRecords(nameHolds(plan, www), siteZone, { name: `${www}.${siteZone}`, type: 'A', data: '127.0.0.2' }),
});
