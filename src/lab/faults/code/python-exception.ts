import { defineFault } from '../../fault.ts';
import { edited, withRuntime } from '../../changes/edits.ts';

export default defineFault({
  title: 'The Python code of the front page has a mistake that shows when it runs',
  symptom:
    'The front page is a white page with the words "Internal Server Error". The page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'code/no-exception', cause: 'exception' },
  look: 'app/error.log has a Traceback: its last line says KeyError, and the line before it is of app/pages.py.',
  apply: (plan) =>
    edited(withRuntime(plan, 'gunicorn'), {
      file: 'app/pages.py',
      from: '**settings["database"]',
      to: '**settings["databases"]',
    }),
});
