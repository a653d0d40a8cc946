import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'Nginx does not know any more what kind of file a style sheet is',
  symptom:
    'The words of the page come, and nothing of its style: black letters on white, across the whole window.',
  level: 2,
  outside: 'nothing',
  inside: { finding: 'web/knows-types', cause: 'style-sheets-unknown' },
  look: 'The style sheet comes with status 200 and Content-Type: text/plain (curl -I), so browsers leave it aside. In web/nginx.conf the line for css is missing in types.',
  apply: (plan) => edited(plan, { file: 'web/nginx.conf', from: '        text/css        css;\n', to: '' }),
});
