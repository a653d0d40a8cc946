import { configured } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The database server was set to read only',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error', also: ['db/takes-changes/read-only'] },
  inside: { finding: 'db/does-as-asked', cause: 'read-only', also: ['db/takes-changes/read-only'] },
  look: 'app/error.log ends with ER_OPTION_PREVENTS_STATEMENT 1290: an option of the server forbids the statement. SELECT @@read_only says 1, and db/my.cnf has the line (mariadb --defaults-file=db/client.cnf).',
  apply: (plan) => configured(plan, { read_only: 'ON' }),
});
