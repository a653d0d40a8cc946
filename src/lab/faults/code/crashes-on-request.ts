import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'An error that nobody catches ends the program at the first visit',
  symptom:
    'After each restart of the program the first visitor gets "502 Bad Gateway", and from then on everybody does.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'code/no-exception', cause: 'exception' },
  look: 'web/logs/error.log says first upstream prematurely closed connection, then connect() failed (111: Connection refused). app/error.log names the line of app/site.mjs: a ReferenceError in a function that runs later, outside of try and catch.',
  apply: (plan) =>
    edited(plan, {
      file: 'app/site.mjs',
      from: 'const frontPage = async () => {\n',
      to: "const frontPage = async () => {\n  setImmediate(() => statistics.add('/'));\n",
    }),
});
