import { typed } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'A column has another name than the program asks for',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/does-as-asked', cause: 'column-missing' },
  look: 'app/error.log ends with ER_BAD_FIELD_ERROR 1054. SHOW COLUMNS FROM foobar.visits does not show count, for which the statements in app/site.mjs ask (mariadb --defaults-file=db/client.cnf).',
  apply: (plan) =>
    typed(plan, `ALTER TABLE ${plan.db.schema}.visits CHANGE count number INT UNSIGNED NOT NULL`),
});
