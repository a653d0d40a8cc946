import { typed } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The schema of the site was dropped',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error', also: ['db/login/unknown-schema'] },
  inside: { finding: 'db/login', cause: 'unknown-schema' },
  look: 'app/error.log ends with ER_BAD_DB_ERROR 1049, and SHOW DATABASES does not list the name that app/settings.json gives (mariadb --defaults-file=db/client.cnf).',
  apply: (plan) => typed(plan, `DROP DATABASE ${plan.db.schema}`),
});
