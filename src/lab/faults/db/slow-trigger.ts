import { typed } from '../../changes/db.ts';
import { withPatience } from '../../changes/edits.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'A trigger makes every visit wait',
  symptom: 'The front page comes, after some seconds. The page about the site comes at once.',
  level: 3,
  outside: { finding: 'app/in-time', cause: 'slow' },
  inside: { finding: 'app/in-time', cause: 'waits-for-database' },
  look: 'No log says anything. SHOW FULL PROCESSLIST during a visit shows DO SLEEP(4), which app/site.mjs does not say, in the state User sleep; SHOW TRIGGERS FROM foobar shows where it comes from (mariadb --defaults-file=db/client.cnf).',
  apply: (plan) =>
    typed(
      // Visits wait for each other's row.
      withPatience(plan, 20),
      `CREATE DEFINER = 'root'@'localhost' TRIGGER ${plan.db.schema}.slowly BEFORE UPDATE ON ${plan.db.schema}.visits FOR EACH ROW DO SLEEP(4)`,
    ),
});
