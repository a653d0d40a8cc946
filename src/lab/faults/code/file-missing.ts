import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'The new release needs a file that nobody has put on the server',
  symptom:
    'Since the new release every page is a bare white page that says "502 Bad Gateway". At the desk of its author it runs.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'code/no-exception', cause: 'module-missing' },
  look: 'app/error.log says ERR_MODULE_NOT_FOUND and names the file, app/greeting.mjs. The first lines of app/site.mjs import it.',
  apply: (plan) =>
    edited(plan, {
      file: 'app/site.mjs',
      from: "import { createServer } from 'node:http';\n",
      to: "import { createServer } from 'node:http';\nimport { greeting } from './greeting.mjs';\n",
    }),
});
