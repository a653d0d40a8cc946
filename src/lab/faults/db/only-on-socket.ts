import { configured } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The database listens at its socket only',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'db/handshake', cause: 'refused' },
  inside: { finding: 'db/runs', cause: 'only-socket' },
  look: 'app/error.log says ECONNREFUSED, and yet the server runs: mariadb --defaults-file=db/client.cnf gets in by the socket. db/my.cnf has skip_networking, so nothing listens at its port (ss -ltn).',
  apply: (plan) => configured(plan, { skip_networking: 'ON' }),
});
