import { typed } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The counter has reached the largest number that its column can hold',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 3,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/does-as-asked', cause: 'number-too-big' },
  look: 'app/error.log ends with ER_WARN_DATA_OUT_OF_RANGE 1264. SELECT count FROM foobar.visits says 4294967295, the largest INT UNSIGNED; SHOW COLUMNS FROM foobar.visits shows the type (mariadb --defaults-file=db/client.cnf).',
  apply: (plan) => typed(plan, `UPDATE ${plan.db.schema}.visits SET count = 4294967295`),
});
