import { typed } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'A table that the program needs is empty',
  symptom: 'The front page is an error, "500: a mistake". The page about the site is fine.',
  level: 3,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'code/no-exception', cause: 'exception' },
  look: 'app/error.log ends with a TypeError and a line of app/site.mjs: no error of the database, which answered every statement. SELECT * FROM foobar.visits gives no row (mariadb --defaults-file=db/client.cnf), and the program takes the first one without looking whether there is one.',
  apply: (plan) => typed(plan, `TRUNCATE TABLE ${plan.db.schema}.visits`),
});
