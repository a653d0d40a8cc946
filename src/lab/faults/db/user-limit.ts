import { toProgram } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The account of the program may ask only one statement an hour',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/admits-program', cause: 'user-limit' },
  look: "app/error.log ends with ER_USER_LIMIT_REACHED 1226. SHOW CREATE USER 'app'@'127.0.0.1' shows MAX_QUERIES_PER_HOUR 1 (mariadb --defaults-file=db/client.cnf).",
  apply: (plan) => toProgram(plan, (account) => `ALTER USER ${account} WITH MAX_QUERIES_PER_HOUR 1`),
});
