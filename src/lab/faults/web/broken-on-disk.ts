import { defineFault } from '../../fault.ts';
import { later } from '../../changes/edits.ts';

export default defineFault({
  title: 'The configuration on disk is broken, and Nginx still runs with the one before',
  symptom:
    'The site works, and nobody notices anything. Somebody has changed the configuration and gone home.',
  level: 3,
  outside: 'nothing',
  inside: { finding: 'web/config-is-loaded', cause: 'would-not-load' },
  look: 'nginx -t, typed as the first lines of web/nginx.conf say, names a mistake in web/site.conf: a semicolon is missing. Nginx reads its files when it starts or reloads. A reload refuses these, and after a restart no web server would be there.',
  apply: (plan) =>
    later(plan, {
      do: 'edit',
      part: 'web',
      edit: { file: 'web/site.conf', from: 'root html;', to: 'root html' },
    }),
});
