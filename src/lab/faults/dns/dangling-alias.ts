import { defineFault } from '../../fault.ts';
import { nameHolds, www } from '../../changes/zone.ts';

export default defineFault({
  title: 'The alias www leads to a name that is no more',
  symptom: 'The browser says that it cannot find the server www.foobar.com. It finds foobar.com.',
  level: 1,
  outside: { finding: 'dns/resolves', cause: 'alias-dangling' },
  look: 'Ask with the dig command that infra-tutor lab status shows: it shows NXDOMAIN, and yet a record. www.foobar.com is an alias for old.foobar.com, and that name does not exist.',
  apply: (plan) => nameHolds(plan, www, { type: 'CNAME', data: 'old.foobar.com' }),
});
