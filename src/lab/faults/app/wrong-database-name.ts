import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The program asks for a database of another name',
  symptom: 'The front page says that the database refused to answer; the page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/admits-program', cause: 'schema-missing' },
  look: 'app/error.log says ER_DBACCESS_DENIED_ERROR, 1044: the account may not use that database. app/settings.json says foobaz; the databases that are there: SHOW DATABASES.',
  apply: (plan) => ({
    ...plan,
    app: { ...plan.app, database: { ...plan.app.database, schema: 'foobaz' } },
  }),
});
