import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'The program shows visitors the lines of its code when it fails',
  symptom: 'The front page is a list of file names and numbers of lines.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'stack-trace' },
  look: 'app/error.log has the same list, where it belongs: a TypeError in app/site.mjs. The page for mistakes should not have error.stack in it.',
  apply: (plan) =>
    edited(
      plan,
      {
        file: 'app/site.mjs',
        from: 'const { count, words } = await',
        to: 'const { visits: { count }, words } = await',
      },
      {
        file: 'app/site.mjs',
        from: '? mistake() :',
        to: '? page(error.message, `<pre>${escape(error.stack)}</pre>`) :',
      },
    ),
});
