import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'The code of the front page has a mistake that shows when it runs',
  symptom: 'The front page says that the program failed; the page about the site is fine.',
  level: 2,
  outside: { finding: 'app/no-error', cause: 'error' },
  inside: { finding: 'code/no-exception', cause: 'exception' },
  look: 'app/error.log says TypeError and names the line of app/site.mjs: countVisit gives count and words, and no visits.',
  apply: (plan) =>
    edited(plan, {
      file: 'app/site.mjs',
      from: 'const { count, words } = await',
      to: 'const { visits: { count }, words } = await',
    }),
});
