import { defineFault } from '../../fault.ts';
import { edited, later, withPatience, withRuntime } from '../../changes/edits.ts';

export default defineFault({
  title: 'PHP-FPM may start one process only, and that one is busy',
  symptom:
    'For a minute after somebody has opened the page about the site no other page comes: the browser waits, and then there is a bare white page that says "504 Gateway Time-out".',
  level: 3,
  outside: { finding: 'app/answers', cause: 'gateway-timeout' },
  inside: { finding: 'app/finishes', cause: 'all-busy' },
  look: 'web/logs/error.log says upstream timed out, and names many pages, also quick ones. In app/php-fpm.conf pm.max_children is 1: while that process works at the page /about for a minute, all others stand in line. When the minute is over, open /about once more.',
  apply: (plan) =>
    later(
      edited(
        withPatience(withRuntime(plan, 'php-fpm'), 1),
        { file: 'app/php-fpm.conf', from: 'pm.max_children = 4', to: 'pm.max_children = 1' },
        {
          file: 'app/public/index.php',
          from: 'function aboutPage(): string\n{\n',
          to: 'function aboutPage(): string\n{\n    sleep(60); // the report\n',
        },
      ),
      { do: 'visit', part: 'app', path: '/about', times: 1 },
    ),
});
