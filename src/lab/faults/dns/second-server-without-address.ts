import { defineFault } from '../../fault.ts';
import { withSecondServer } from '../../changes/zone.ts';

export default defineFault({
  title: 'A second name server is named that has no address',
  symptom: 'None that is easy to notice: every page is fine.',
  level: 2,
  outside: { finding: 'dns/name-servers', cause: 'no-address' },
  look: 'dns/foobar.com.zone has an NS line for ns2 and no address for it. Ask with the dig command that infra-tutor lab status shows, for ns2.foobar.com: NXDOMAIN.',
  apply: (plan) => withSecondServer(plan),
});
