import { defineFault } from '../../fault.ts';
import { nameHolds, siteZone, www } from '../../changes/zone.ts';

export default defineFault({
  title: 'The alias www leads to foobar.com.foobar.com',
  symptom: 'The browser says that it cannot find the server www.foobar.com. It finds foobar.com.',
  level: 2,
  outside: { finding: 'dns/resolves', cause: 'alias-doubled' },
  look: 'Ask with the dig command that infra-tutor lab status shows: www.foobar.com is an alias for foobar.com.foobar.com, which does not exist. In a zone file a name without a dot at its end gets the name of the zone added.',
  apply: (plan) => nameHolds(plan, www, { type: 'CNAME', data: `${siteZone}.${siteZone}` }),
});
