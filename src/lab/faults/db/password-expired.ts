import { toProgram } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The password of the program has expired',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/admits-program', cause: 'password-expired' },
  look: "app/error.log ends with ER_MUST_CHANGE_PASSWORD 1820. SHOW CREATE USER 'app'@'127.0.0.1' shows PASSWORD EXPIRE (mariadb --defaults-file=db/client.cnf).",
  apply: (plan) => toProgram(plan, (account) => `ALTER USER ${account} PASSWORD EXPIRE`),
});
