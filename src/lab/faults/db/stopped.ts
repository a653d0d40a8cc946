import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The database server is not running',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 1,
  outside: { finding: 'db/handshake', cause: 'refused' },
  inside: { finding: 'db/runs', cause: 'not-running' },
  look: 'app/error.log says ECONNREFUSED, and no process listens at the port that db/my.cnf names (ss -ltn). The last lines of db/error.log say how the server ended, if it ran before.',
  apply: (plan) => ({ ...plan, stopped: [...plan.stopped, 'db'] }),
});
