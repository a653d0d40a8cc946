import { defineFault } from '../../fault.ts';
import { edited, withPatience } from '../../changes/edits.ts';

export default defineFault({
  title: 'The front page takes four seconds',
  symptom:
    'The front page comes, and each time only after some seconds. The page about the site comes at once.',
  level: 1,
  outside: { finding: 'app/in-time', cause: 'slow' },
  inside: { finding: 'app/in-time', cause: 'waits' },
  look: 'Asked at its own port, past Nginx, the program is as slow (curl -o /dev/null -w "%{time_starttransfer}"). In app/site.mjs frontPage waits for a timer of four seconds.',
  apply: (plan) =>
    edited(withPatience(plan, 20), {
      file: 'app/site.mjs',
      from: 'const frontPage = async () => {\n',
      to: 'const frontPage = async () => {\n  await new Promise((resolve) => setTimeout(resolve, 4000)); // the report\n',
    }),
});
