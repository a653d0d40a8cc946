import { configured } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The database listens at another port',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'db/handshake', cause: 'refused' },
  inside: { finding: 'db/runs', cause: 'other-port' },
  look: 'app/error.log says ECONNREFUSED, and yet the server runs. In db/my.cnf the last line with port counts; compare it with app/settings.json and with what listens (ss -ltn).',
  apply: (plan) => configured(plan, { port: '13306' }),
});
