import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'The redirect to https leads to localhost',
  symptom: 'Whoever types http:// is told by the browser that it cannot connect. With https:// all is well.',
  level: 1,
  outside: { finding: 'web/redirects', cause: 'to-itself-only' },
  look: 'In web/nginx.conf the redirect says https://localhost, which is a different computer for each visitor: their own. It should say https://$host.',
  apply: (plan) =>
    edited(plan, {
      file: 'web/nginx.conf',
      from: 'return 301 https://$host:',
      to: 'return 301 https://localhost:',
    }),
});
