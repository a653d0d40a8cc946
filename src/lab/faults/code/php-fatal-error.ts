import { defineFault } from '../../fault.ts';
import { edited, withRuntime } from '../../changes/edits.ts';

export default defineFault({
  title: 'The PHP code calls a function that does not exist',
  symptom:
    'The front page is empty and white, or the browser shows a page of its own with "HTTP ERROR 500". The page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'empty-error' },
  inside: { finding: 'code/no-exception', cause: 'exception' },
  look: 'app/error.log says PHP Fatal error: Uncaught Error: Call to undefined function, with the line of app/public/index.php. Visitors do not see it, because display_errors is off.',
  apply: (plan) =>
    edited(withRuntime(plan, 'php-fpm'), {
      file: 'app/public/index.php',
      from: '[$count, $words] = countVisit(',
      to: '[$count, $words] = countVisits(',
    }),
});
