import { defineFault } from '../../fault.ts';
import { withSites } from '../../changes/edits.ts';

export default defineFault({
  title: 'The site sends visitors from https back to plain http',
  symptom: 'Whoever types https:// ends at http://, and the browser says "Not secure".',
  level: 1,
  outside: { finding: 'web/redirects', cause: 'downgrade', also: ['web/redirects/stays-plain'] },
  look: 'In web/nginx.conf the two server blocks of the site have changed places: the one with ssl returns 301 to http, the one without includes site.conf.',
  apply: (plan) => withSites(plan, { http: 'serve', https: 'redirect-to-http' }),
});
