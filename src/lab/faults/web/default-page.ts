import { defineFault } from '../../fault.ts';
import { withSites } from '../../changes/edits.ts';

export default defineFault({
  title: 'Nginx still shows the page that came with it, and no site of ours',
  symptom: 'The browser shows "Welcome to nginx!" in place of the site.',
  level: 1,
  outside: { finding: 'web/front-page', cause: 'default-page' },
  look: 'In web/nginx.conf the server block with ssl has the root welcome and does not include site.conf.',
  apply: (plan) => withSites(plan, { https: 'welcome' }),
});
