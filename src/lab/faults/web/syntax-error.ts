import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'A semicolon is missing in the configuration, and Nginx does not start',
  symptom: 'From the last restart of the web server on, the browser says at once that it cannot connect.',
  level: 2,
  outside: { finding: 'server/accepts', cause: 'refused' },
  inside: { finding: 'server/listens', cause: 'mistake-in-line' },
  look: 'nginx -t, typed as the first lines of web/nginx.conf say, names file and line; the same words are in web/logs/error.log. The line it names may be the one after the mistake: the semicolon is missing after root html in web/site.conf.',
  apply: (plan) => edited(plan, { file: 'web/site.conf', from: 'root html;', to: 'root html' }),
});
