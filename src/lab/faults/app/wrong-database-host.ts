import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'The program looks for the database at another address',
  symptom: 'The front page says that the database could not be reached; the page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'app/reaches-database', cause: 'looks-elsewhere' },
  look: 'app/error.log says ECONNREFUSED: nobody listens there. In app/settings.json the host is 127.0.0.9; the database listens on 127.0.0.1 (bind_address in db/my.cnf).',
  apply: (plan) =>
    edited(plan, { file: 'app/settings.json', from: '"host": "127.0.0.1"', to: '"host": "127.0.0.9"' }),
});
