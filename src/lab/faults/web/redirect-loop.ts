import { defineFault } from '../../fault.ts';
import { withSites } from '../../changes/edits.ts';

export default defineFault({
  title: 'The https site sends visitors to https once more',
  symptom: 'The browser gives up with the words "redirected you too many times".',
  level: 1,
  outside: { finding: 'web/redirects', cause: 'loop' },
  look: 'In web/nginx.conf the server block with ssl returns 301 to the very address that it answers. In web/logs/access.log one visitor gets 301 again and again.',
  apply: (plan) => withSites(plan, { https: 'redirect-to-https' }),
});
