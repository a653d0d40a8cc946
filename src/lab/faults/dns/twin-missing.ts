import { defineFault } from '../../fault.ts';
import { nameHolds, siteZone } from '../../changes/zone.ts';

export default defineFault({
  title: 'The domain without www has no address',
  symptom: 'The site works at www.foobar.com. At foobar.com the browser says that it cannot find the server.',
  level: 1,
  outside: { finding: 'dns/twin', cause: 'missing' },
  look: 'Ask with the dig command that infra-tutor lab status shows, for both names: www.foobar.com has an address, and foobar.com has none. In dns/foobar.com.zone the A record at @ is missing.',
  apply: (plan) => nameHolds(plan, siteZone),
});
