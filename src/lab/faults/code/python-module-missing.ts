import { defineFault } from '../../fault.ts';
import { edited, withRuntime } from '../../changes/edits.ts';

export default defineFault({
  title: 'The Python program needs a package that is not installed',
  symptom:
    'Since the new release every page is a bare white page that says "502 Bad Gateway". At the desk of its author it runs.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'code/no-exception', cause: 'module-missing' },
  look: 'app/error.log says ModuleNotFoundError and Worker failed to boot: the first lines of app/pages.py import a package that this Python does not have.',
  apply: (plan) =>
    edited(withRuntime(plan, 'gunicorn'), {
      file: 'app/pages.py',
      from: 'import pymysql\n',
      to: 'import pymysql\nimport foobar_greetings\n',
    }),
});
