import { defineFault } from '../../fault.ts';
import { inManner, siteZone } from '../../zone-changes.ts';

export default defineFault({
  title: 'The domain is handed to a name server that does not hold the zone',
  symptom: 'The browser says that it cannot find the server www.foobar.com, nor foobar.com.',
  level: 3,
  outside: { finding: 'dns/name-servers', cause: 'none-serves' },
  look: 'Ask the name server of the zone itself, dig @127.0.0.13 +norecurse www.foobar.com (the port is in the dig command that infra-tutor lab status shows): it points back to the root instead of answering, and the flag aa is missing.',
  apply: (plan) => inManner(plan, siteZone, 'lame'),
});
