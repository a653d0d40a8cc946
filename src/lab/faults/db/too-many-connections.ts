import { defineFault } from '../../fault.ts';

/** MariaDB's least value of max_connections. */
const most = 10;

export default defineFault({
  title: 'Another program holds all connections that the database server allows',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'db/handshake', cause: 'too-many-connections' },
  inside: { finding: 'db/handshake', cause: 'held-by-another' },
  look: 'app/error.log ends with ER_CON_COUNT_ERROR 1040. One connection more is kept for the administrator: SHOW PROCESSLIST shows ten of the account reports that do nothing (Sleep), and db/my.cnf allows ten (mariadb --defaults-file=db/client.cnf). KILL USER reports sends them away.',
  apply: (plan) => ({
    ...plan,
    db: {
      ...plan.db,
      maxConnections: most,
      users: [...plan.db.users, { user: 'reports', hosts: ['127.0.0.1'], may: 'read' }],
    },
    afterwards: [
      ...plan.afterwards,
      { do: 'stay-connected', part: 'db', user: 'reports', connections: most, statements: [] },
    ],
  }),
});
