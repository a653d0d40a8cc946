import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'A bracket is missing in the code, and the program does not start',
  symptom: 'Since the new release every page is a bare white page that says "502 Bad Gateway".',
  level: 2,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'code/no-exception', cause: 'syntax-error' },
  look: 'web/logs/error.log says connect() failed (111: Connection refused): nobody listens. app/error.log says SyntaxError, shows the line of app/site.mjs, and marks where in it the bracket is missing.',
  apply: (plan) =>
    edited(plan, {
      file: 'app/site.mjs',
      from: 'const server = createServer(answer);',
      to: 'const server = createServer(answer;',
    }),
});
