import { defineFault } from '../../fault.ts';
import { inManner, siteZone } from '../../changes/zone.ts';

export default defineFault({
  title: 'The name server could not load the zone',
  symptom: 'The browser says that it cannot find the server www.foobar.com, nor foobar.com.',
  level: 2,
  outside: { finding: 'dns/name-servers', cause: 'all-fail' },
  look: 'Ask the name server of the zone itself (the dig command that infra-tutor lab status shows, with 127.0.0.13 for the address): it answers SERVFAIL. It is there, and has no data for the zone.',
  apply: (plan) => inManner(plan, siteZone, 'fails'),
});
