import { defineFault } from '../../fault.ts';
import { later } from '../../changes/edits.ts';

export default defineFault({
  title: 'The new release is on disk, and the program still runs the old one',
  symptom: 'Everything works. The new greeting, put on the server an hour ago, is not there.',
  level: 3,
  outside: 'nothing',
  inside: { finding: 'code/runs', cause: 'older-than-files' },
  look: 'app/site.mjs says "Hello again!", and the page "Hello World!". Node reads its files when it starts, and the process started before the file was changed. On a server compare ps -eo lstart,args with ls -l --time-style=full-iso; here the two times lie close together.',
  apply: (plan) =>
    later(plan, {
      do: 'edit',
      part: 'app',
      edit: { file: 'app/site.mjs', from: "'Hello World!'", to: "'Hello again!'" },
    }),
});
