import { defineFault } from '../../fault.ts';
import { siteHolds } from '../../zone-changes.ts';

export default defineFault({
  title: 'The records hold the address of another computer',
  symptom: 'The browser says that www.foobar.com refuses to connect.',
  level: 3,
  outside: { finding: 'server/accepts', cause: 'refused' },
  look: 'The answer of dig is 127.0.0.99, and ss -ltn shows the web server at 127.0.0.2: the name leads to an address at which nobody listens.',
  apply: (plan) => siteHolds(plan, { type: 'A', data: '127.0.0.99' }),
});
