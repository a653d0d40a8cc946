import { defineFault } from '../../fault.ts';
import { withSecondServer } from '../../changes/zone.ts';

export default defineFault({
  title: 'A second name server is named, and no name server runs at its address',
  symptom: 'The site works for most. For some the first page takes longer to come.',
  level: 2,
  outside: { finding: 'dns/name-servers', cause: 'port-closed' },
  look: 'Ask the second name server itself (the dig command that infra-tutor lab status shows, with 127.0.0.98 for the address): the connection is refused. dns/foobar.com.zone has this address for ns2.',
  apply: (plan) => withSecondServer(plan, '127.0.0.98'),
});
