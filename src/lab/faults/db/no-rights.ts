import { toProgram } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The account of the program has no right on the schema',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/admits-program', cause: 'no-right' },
  look: "app/error.log ends with ER_DBACCESS_DENIED_ERROR 1044: user and password were right, and this schema is not allowed. SHOW GRANTS FOR 'app'@'127.0.0.1' shows USAGE alone, which is the word for no rights at all (mariadb --defaults-file=db/client.cnf).",
  apply: (plan) => toProgram(plan, (account) => `REVOKE ALL PRIVILEGES, GRANT OPTION FROM ${account}`),
});
