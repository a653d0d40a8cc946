import { toProgram } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The account of the program may read and no longer write',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/does-as-asked', cause: 'privilege-missing' },
  look: "app/error.log ends with ER_TABLEACCESS_DENIED_ERROR 1142. SHOW GRANTS FOR 'app'@'127.0.0.1' does not name UPDATE, and the program counts visits with an UPDATE (mariadb --defaults-file=db/client.cnf).",
  apply: (plan) => toProgram(plan, (account) => `REVOKE UPDATE ON ${plan.db.schema}.* FROM ${account}`),
});
