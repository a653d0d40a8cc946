import { configured } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The database listens at another address',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'db/handshake', cause: 'refused' },
  inside: { finding: 'db/runs', cause: 'other-address' },
  look: 'app/error.log says ECONNREFUSED, and yet the server runs. ss -ltn shows its port at 127.0.0.3, and the program goes to 127.0.0.1 (app/settings.json); in db/my.cnf the last line with bind_address counts.',
  apply: (plan) => configured(plan, { bind_address: '127.0.0.3' }),
});
