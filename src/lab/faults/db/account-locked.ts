import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The account of the program is locked',
  symptom: 'The front page says that the database refused to answer; the page about the site is fine.',
  level: 3,
  outside: { finding: 'app/no-error', cause: 'error' },
  look: "The program's log names the number of the database's error, 4151 of MariaDB: the account is locked (ALTER USER ... ACCOUNT UNLOCK).",
  apply: (plan) => ({
    ...plan,
    db: {
      ...plan.db,
      statements: [
        ...plan.db.statements,
        "ALTER USER 'app'@'127.0.0.1' ACCOUNT LOCK",
        "ALTER USER 'app'@'localhost' ACCOUNT LOCK",
      ],
    },
  }),
});
