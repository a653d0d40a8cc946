import { typed } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'A trigger works in the name of an account that is not there any more',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 3,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/does-as-asked', cause: 'definer-missing' },
  look: "app/error.log ends with ER_NO_SUCH_USER 1449, and the account of the program is there. SHOW TRIGGERS FROM foobar names a definer, anna@localhost, that SELECT user, host FROM mysql.user does not (mariadb --defaults-file=db/client.cnf): a trigger runs with its definer's rights.",
  apply: (plan) =>
    typed(
      plan,
      `CREATE DEFINER = 'anna'@'localhost' TRIGGER ${plan.db.schema}.counted BEFORE UPDATE ON ${plan.db.schema}.visits FOR EACH ROW SET @counted = 1`,
    ),
});
