import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'A transaction that nobody ends holds the row that every visit changes',
  symptom:
    'The front page does not come; after some seconds there is a bare white page that says "504 Gateway Time-out". The page about the site comes at once.',
  level: 3,
  outside: { finding: 'app/answers', cause: 'gateway-timeout' },
  inside: { finding: 'app/finishes', cause: 'rows-locked' },
  look: 'The error log of the web server says that the program timed out, and no log says why. SHOW FULL PROCESSLIST shows the UPDATE of the program waiting, and a connection of the account reports that does nothing (Sleep); SELECT trx_mysql_thread_id, trx_state, trx_started FROM information_schema.innodb_trx shows that the oldest transaction is its own (mariadb --defaults-file=db/client.cnf). KILL and its number ends it.',
  apply: (plan) => ({
    ...plan,
    db: {
      ...plan.db,
      users: [...plan.db.users, { user: 'reports', hosts: ['127.0.0.1'], may: 'write' }],
    },
    afterwards: [
      ...plan.afterwards,
      {
        do: 'stay-connected',
        part: 'db',
        user: 'reports',
        connections: 1,
        statements: ['BEGIN', 'SELECT count FROM visits FOR UPDATE'],
      },
    ],
  }),
});
