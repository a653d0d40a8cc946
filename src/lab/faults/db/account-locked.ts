import { toProgram } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The account of the program is locked',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 3,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/admits-program', cause: 'account-locked' },
  look: "app/error.log ends with the number of the database's error. The name before it is MySQL's for that number, and misleads: MariaDB's 4151 says that the account is locked. SHOW CREATE USER 'app'@'127.0.0.1' shows ACCOUNT LOCK (mariadb --defaults-file=db/client.cnf).",
  apply: (plan) => toProgram(plan, (account) => `ALTER USER ${account} ACCOUNT LOCK`),
});
