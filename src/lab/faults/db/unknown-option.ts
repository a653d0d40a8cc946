import { configured } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The database server does not start: a word in its configuration is misspelt',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'db/handshake', cause: 'refused' },
  inside: { finding: 'db/runs', cause: 'unknown-option' },
  look: 'db/error.log says near its end: [ERROR] unknown variable, and names the line of db/my.cnf. Options that begin with loose_ get a warning only.',
  apply: (plan) => configured(plan, { max_conections: '80' }),
});
