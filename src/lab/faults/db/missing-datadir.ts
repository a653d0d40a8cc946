import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The database server does not start: its data directory is not where its configuration says',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'db/handshake', cause: 'refused' },
  inside: { finding: 'db/runs', cause: 'datadir-missing' },
  look: "The last lines of db/error.log say so: Can't change dir to a folder that does not exist (Errcode: 2). datadir in db/my.cnf names it; the tables are in db/data.",
  apply: (plan) => ({
    ...plan,
    edits: [...plan.edits, { file: 'db/my.cnf', from: '/db/data\n', to: '/db/mysql\n' }],
  }),
});
