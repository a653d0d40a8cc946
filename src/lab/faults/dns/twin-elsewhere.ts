import { defineFault } from '../../fault.ts';
import { nameHolds, siteZone } from '../../changes/zone.ts';

export default defineFault({
  title: 'The name foobar.com still leads to the old server',
  symptom:
    'The site works at www.foobar.com. At foobar.com the browser says that the site refuses to connect.',
  level: 1,
  outside: { finding: 'dns/twin', cause: 'elsewhere' },
  look: 'Ask with the dig command that infra-tutor lab status shows, for both names: www.foobar.com is 127.0.0.2, and foobar.com is 127.0.0.99. When the site moved, one of two records was changed.',
  apply: (plan) => nameHolds(plan, siteZone, { type: 'A', data: '127.0.0.99' }),
});
