import { typed } from '../../db-changes.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'A trigger makes every visit wait',
  symptom: 'The front page comes, after some seconds. The page about the site comes at once.',
  level: 3,
  outside: { finding: 'app/in-time', cause: 'slow' },
  look: 'No log says anything. SHOW FULL PROCESSLIST during a visit shows the UPDATE that waits ("User sleep"), and SHOW TRIGGERS FROM foobar shows what makes it wait (mariadb --defaults-file=db/client.cnf).',
  apply: (plan) =>
    typed(
      plan,
      `CREATE DEFINER = 'root'@'localhost' TRIGGER ${plan.db.schema}.slowly BEFORE UPDATE ON ${plan.db.schema}.visits FOR EACH ROW DO SLEEP(2.4)`,
    ),
});
