import { defineFault } from '../../fault.ts';
import { withSites } from '../../changes/edits.ts';

export default defineFault({
  title: 'Plain HTTP shows the page in place of sending the visitor to https',
  symptom: 'Whoever types http:// stays there, and the browser says "Not secure". With https:// all is well.',
  level: 1,
  outside: { finding: 'web/redirects', cause: 'stays-plain' },
  look: 'In web/nginx.conf the server block without ssl includes site.conf, where it should say return 301 https://$host:PORT$request_uri;',
  apply: (plan) => withSites(plan, { http: 'serve' }),
});
