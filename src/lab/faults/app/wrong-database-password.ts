import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The program has a wrong password for the database',
  symptom: 'The front page says that the database refused to answer; the page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/admits-program', cause: 'wrong-password' },
  look: 'app/error.log says ER_ACCESS_DENIED_ERROR, 1045: there is no such account, or the password is another one. The account is there (SELECT user, host FROM mysql.user, with mariadb --defaults-file=db/client.cnf), so it is the password in app/settings.json.',
  apply: (plan) => ({
    ...plan,
    app: { ...plan.app, database: { ...plan.app.database, password: 'wrong' } },
  }),
});
