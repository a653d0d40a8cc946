import { toProgram } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The account of the program must come with TLS, and the program comes without',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 3,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/admits-program', cause: 'account-needs-tls' },
  look: "app/error.log ends with ER_ACCESS_DENIED_ERROR 1045, as for a wrong password, and the password is right. SHOW CREATE USER 'app'@'127.0.0.1' shows REQUIRE SSL (mariadb --defaults-file=db/client.cnf).",
  apply: (plan) => toProgram(plan, (account) => `ALTER USER ${account} REQUIRE SSL`),
});
