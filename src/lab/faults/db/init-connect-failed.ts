import { configured } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The statement that greets every new connection fails',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 3,
  outside: { finding: 'app/no-error', cause: 'error', also: ['db/login/init-connect-failed'] },
  inside: { finding: 'db/login', cause: 'init-connect-failed' },
  look: 'app/error.log ends with ER_NEW_ABORTING_CONNECTION 1184, and db/error.log says that init_connect failed, and why. The administrator is spared: for that account init_connect is not run.',
  apply: (plan) => configured(plan, { init_connect: '"INSERT INTO audit.logins VALUES (NOW(), USER())"' }),
});
