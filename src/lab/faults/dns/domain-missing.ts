import { defineFault } from '../../fault.ts';
import { withoutNames, siteZone } from '../../changes/zone.ts';

export default defineFault({
  title: 'The zone com hands the domain to nobody',
  symptom: 'The browser says that it cannot find the server www.foobar.com, nor foobar.com.',
  level: 1,
  outside: { finding: 'dns/resolves', cause: 'nxdomain-domain' },
  look: 'Ask the name server of com (the dig command that infra-tutor lab status shows, with 127.0.0.12 for the address): NXDOMAIN. The name server of the zone itself, 127.0.0.13, still answers, but nobody is sent to it.',
  apply: (plan) => withoutNames(plan, 'com', siteZone, 'ns1.foobar.com'),
});
