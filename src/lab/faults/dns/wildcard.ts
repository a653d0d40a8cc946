import { defineFault } from '../../fault.ts';
import { nameHolds, siteZone, withRecords, www } from '../../changes/zone.ts';

export default defineFault({
  title: 'The zone has a record for every name, and none of its own for www',
  symptom: 'The site works, and a misspelt name such as ww.foobar.com is found as well.',
  level: 2,
  outside: { finding: 'dns/wildcard', cause: 'answers' },
  look: 'Ask with the dig command that infra-tutor lab status shows, for a name that nobody made, such as nobody.foobar.com: it has an address. In dns/foobar.com.zone the line begins with *, and no line begins with www.',
  apply: (plan) =>
    withRecords(nameHolds(plan, www), siteZone, { name: `*.${siteZone}`, type: 'A', data: '127.0.0.2' }),
});
