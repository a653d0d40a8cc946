import { defineFault } from '../../fault.ts';
import { inManner, siteZone } from '../../changes/zone.ts';

export default defineFault({
  title: 'The domain is handed to a name server that does not hold the zone',
  symptom: 'The browser says that it cannot find the server www.foobar.com, nor foobar.com.',
  level: 3,
  outside: { finding: 'dns/name-servers', cause: 'all-lame' },
  look: 'Ask the name server of the zone itself (the dig command that infra-tutor lab status shows, with 127.0.0.13 for the address): instead of an answer it names the name server of the root, and the flag aa is missing.',
  apply: (plan) => inManner(plan, siteZone, 'lame'),
});
