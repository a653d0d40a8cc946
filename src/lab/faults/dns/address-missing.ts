import { defineFault } from '../../fault.ts';
import { nameHolds, www } from '../../changes/zone.ts';

export default defineFault({
  title: 'The name www is there and has no address',
  symptom: 'The browser says that it cannot find the server www.foobar.com. It finds foobar.com.',
  level: 1,
  outside: { finding: 'dns/resolves', cause: 'nodata' },
  look: 'Ask with the dig command that infra-tutor lab status shows: NOERROR, and no answer. In dns/foobar.com.zone www has a TXT record and no A record.',
  apply: (plan) => nameHolds(plan, www, { type: 'TXT', data: 'owner=foobar' }),
});
