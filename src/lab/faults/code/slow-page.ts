import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'The front page takes three seconds',
  symptom:
    'The front page comes, and each time only after some seconds. The page about the site comes at once.',
  level: 1,
  outside: { finding: 'app/in-time', cause: 'slow' },
  look: 'Asked at its own port, past Nginx, the program is as slow (curl -o /dev/null -w "%{time_starttransfer}"). In app/site.mjs frontPage waits for a timer of three seconds.',
  apply: (plan) =>
    edited(plan, {
      file: 'app/site.mjs',
      from: 'const frontPage = async () => {\n',
      to: 'const frontPage = async () => {\n  await new Promise((resolve) => setTimeout(resolve, 3000)); // the report\n',
    }),
});
