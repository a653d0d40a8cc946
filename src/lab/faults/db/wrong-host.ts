import { typed } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The account of the program is for another host',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 3,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/admits-program', cause: 'other-host' },
  look: 'app/error.log ends with ER_ACCESS_DENIED_ERROR 1045, as for a wrong password. SELECT user, host FROM mysql.user shows the user, but none of its rows has the host 127.0.0.1, from which the program comes (mariadb --defaults-file=db/client.cnf).',
  apply: (plan) => typed(plan, "RENAME USER 'app'@'127.0.0.1' TO 'app'@'10.0.0.5'"),
});
