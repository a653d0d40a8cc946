import { defineFault } from '../../fault.ts';
import { edited, withPatience } from '../../changes/edits.ts';

export default defineFault({
  title: 'The front page waits for something that takes a minute',
  symptom:
    'The browser waits; then comes a bare white page that says "504 Gateway Time-out". The page about the site comes at once.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'gateway-timeout' },
  inside: { finding: 'app/finishes', cause: 'waits' },
  look: 'web/logs/error.log says upstream timed out, and only for the front page. In app/site.mjs frontPage waits for a timer of a minute before it does anything.',
  apply: (plan) =>
    edited(withPatience(plan, 1), {
      file: 'app/site.mjs',
      from: 'const frontPage = async () => {\n',
      to: 'const frontPage = async () => {\n  await new Promise((resolve) => setTimeout(resolve, 60_000)); // the report\n',
    }),
});
