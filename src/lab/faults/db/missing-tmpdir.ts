import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The database server does not start: its folder for temporary files is not there',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 2,
  outside: { finding: 'db/handshake', cause: 'refused' },
  inside: { finding: 'db/runs', cause: 'folder-missing' },
  look: "db/error.log ends with an unknown storage engine, InnoDB. The first [ERROR] above it is the reason: Can't create/write to file, in a folder that does not exist (Errcode: 2). tmpdir in db/my.cnf names it.",
  apply: (plan) => ({
    ...plan,
    edits: [...plan.edits, { file: 'db/my.cnf', from: '/db/tmp\n', to: '/db/temporary\n' }],
  }),
});
