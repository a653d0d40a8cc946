import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'The new release reads a column that the database does not have',
  symptom:
    'Since the new release the front page says that the database refused to answer; the page about the site is fine.',
  level: 3,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'db/does-as-asked', cause: 'column-missing' },
  look: 'app/error.log says ER_BAD_FIELD_ERROR, 1054: the statement in app/site.mjs names tips.language, and the table has no such column (SHOW COLUMNS FROM tips). The change of the table that belongs to the release was not made.',
  apply: (plan) =>
    edited(plan, {
      file: 'app/site.mjs',
      from: 'SELECT visits.count, tips.words',
      to: 'SELECT visits.count, tips.language, tips.words',
    }),
});
