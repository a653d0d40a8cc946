import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'A page that is seldom asked for has a mistake',
  symptom: 'The front page is fine. The page about the site says that the program failed.',
  level: 2,
  outside: 'nothing',
  look: 'app/error.log says ReferenceError and names the line of app/site.mjs: pages is not defined. A check sees it when it is told the page: --path /about',
  apply: (plan) =>
    edited(plan, {
      file: 'app/site.mjs',
      from: 'const aboutPage = () => page(',
      to: 'const aboutPage = () => pages(',
    }),
});
