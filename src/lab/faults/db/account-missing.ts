import { toProgram } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The account of the program is not there any more',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/admits-program', cause: 'account-missing' },
  look: 'app/error.log ends with ER_ACCESS_DENIED_ERROR 1045, as for a wrong password. SELECT user, host FROM mysql.user shows no row with the user of app/settings.json (mariadb --defaults-file=db/client.cnf).',
  apply: (plan) => toProgram(plan, (account) => `DROP USER ${account}`),
});
