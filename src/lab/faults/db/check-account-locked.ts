import { typed } from '../../changes/db.ts';
import { checkUser } from '../../plan.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The account that only reads is locked',
  symptom: 'None: every page is fine. Whoever looks into the tables with the account visitor is turned away.',
  level: 1,
  outside: { finding: 'db/login', cause: 'account-locked' },
  look: "SHOW CREATE USER 'visitor'@'127.0.0.1' shows ACCOUNT LOCK (mariadb --defaults-file=db/client.cnf). The program has an account of its own, which is not locked.",
  apply: (plan) => typed(plan, `ALTER USER '${checkUser}'@'127.0.0.1' ACCOUNT LOCK`),
});
