import { defineFault } from '../../fault.ts';
import { siteHolds } from '../../changes/zone.ts';

export default defineFault({
  title: 'The records hold the address of another computer',
  symptom: 'The browser says that www.foobar.com refuses to connect.',
  level: 3,
  outside: { finding: 'server/accepts', cause: 'refused' },
  inside: { finding: 'server/listens', cause: 'other-address' },
  look: 'Ask with the dig command that infra-tutor lab status shows: the answer is 127.0.0.99. ss -ltn shows the web server at 127.0.0.2, and nobody at the address in the answer.',
  apply: (plan) => siteHolds(plan, { type: 'A', data: '127.0.0.99' }),
});
