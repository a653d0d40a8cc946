import { defineFault } from '../../fault.ts';
import { edited, withPatience } from '../../changes/edits.ts';

export default defineFault({
  title: 'Nginx waits one second for pages that take longer',
  symptom:
    'The front page ends after a second in a bare white page that says "504 Gateway Time-out". Whoever runs the program says that it only takes a little time.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'gateway-timeout' },
  inside: { finding: 'app/finishes', cause: 'impatient' },
  look: 'web/logs/error.log says upstream timed out (110: Connection timed out) while reading response header. proxy_read_timeout in web/site.conf is 1s; asked at its own port the program answers after a second and a half.',
  apply: (plan) =>
    edited(withPatience(plan, 1), {
      file: 'app/site.mjs',
      from: 'const frontPage = async () => {\n',
      to: 'const frontPage = async () => {\n  await new Promise((resolve) => setTimeout(resolve, 1500)); // the report\n',
    }),
});
