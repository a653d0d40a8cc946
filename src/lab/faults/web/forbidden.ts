import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'Nginx hands only what lies below /app/ on to the program, and has no index page of its own',
  symptom: 'The page is a bare white page that says "403 Forbidden". The program has run without a pause.',
  level: 2,
  outside: { finding: 'web/front-page', cause: 'forbidden' },
  inside: { finding: 'web/serves-files', cause: 'no-index' },
  look: 'web/logs/error.log says that the directory index of the folder html is forbidden: Nginx looked for an index page, and there is none. In web/site.conf the location with proxy_pass is /app/ and not /.',
  apply: (plan) => edited(plan, { file: 'web/site.conf', from: 'location / {', to: 'location /app/ {' }),
});
