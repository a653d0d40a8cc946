import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'All accounts are for the socket only, and the program comes over the network',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: {
    finding: 'app/no-error',
    cause: 'error',
    also: ['db/handshake/host-not-allowed'],
  },
  inside: { finding: 'db/handshake', cause: 'host-not-allowed' },
  look: 'app/error.log ends with ER_HOST_NOT_PRIVILEGED 1130: no account may come from 127.0.0.1. SELECT user, host FROM mysql.user shows localhost in every row, and for a server with skip_name_resolve that is the socket (mariadb --defaults-file=db/client.cnf).',
  apply: (plan) => ({
    ...plan,
    db: { ...plan.db, users: plan.db.users.map((user) => ({ ...user, hosts: ['localhost'] })) },
  }),
});
