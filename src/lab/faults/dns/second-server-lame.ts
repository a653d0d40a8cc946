import { defineFault } from '../../fault.ts';
import { withSecondServer } from '../../changes/zone.ts';

export default defineFault({
  title: 'A second name server is named that does not hold the zone',
  symptom: 'The site works for most. For some the first page takes longer to come.',
  level: 2,
  outside: { finding: 'dns/name-servers', cause: 'lame' },
  look: 'Ask the second name server itself (the dig command that infra-tutor lab status shows, with 127.0.0.12 for the address): it holds com, and only names the name servers of foobar.com; the flag aa is missing.',
  apply: (plan) => withSecondServer(plan, '127.0.0.12'),
});
