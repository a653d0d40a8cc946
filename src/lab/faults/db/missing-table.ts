import { typed } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'A table of the program was dropped',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/does-as-asked', cause: 'table-missing' },
  look: 'app/error.log ends with ER_NO_SUCH_TABLE 1146. SHOW TABLES FROM foobar lists tips alone; the statements in app/site.mjs need visits as well (mariadb --defaults-file=db/client.cnf).',
  apply: (plan) => typed(plan, `DROP TABLE ${plan.db.schema}.visits`),
});
