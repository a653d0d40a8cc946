import { toProgram } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The account of the program got a new password, and the program was not told',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/admits-program', cause: 'wrong-password' },
  look: 'app/error.log ends with ER_ACCESS_DENIED_ERROR 1045. The account is there (SELECT user, host FROM mysql.user, with mariadb --defaults-file=db/client.cnf), so its password is not the one in app/settings.json.',
  apply: (plan) => toProgram(plan, (account) => `ALTER USER ${account} IDENTIFIED BY 'changed-last-night'`),
});
