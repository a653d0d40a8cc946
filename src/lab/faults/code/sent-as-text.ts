import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'The program sends its page as plain text',
  symptom: 'The browser shows the source of the page, with all its angle brackets.',
  level: 1,
  outside: { finding: 'web/sent-as-page', cause: 'shown-as-text' },
  look: 'The page has Content-Type: text/plain (curl -I). In app/site.mjs it is sent with that type.',
  apply: (plan) =>
    edited(plan, {
      file: 'app/site.mjs',
      from: "send(response, 200, 'text/html'",
      to: "send(response, 200, 'text/plain'",
    }),
});
