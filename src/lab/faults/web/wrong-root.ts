import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'Nginx looks for the files of the site in a folder that is not there',
  symptom:
    'The words of the page come, and nothing of its style: black letters on white, across the whole window.',
  level: 2,
  outside: 'nothing',
  inside: { finding: 'web/serves-files', cause: 'root-gone' },
  look: 'web/logs/error.log says open() failed (2: No such file or directory) and names the whole path. root in web/site.conf says htlm.',
  apply: (plan) => edited(plan, { file: 'web/site.conf', from: 'root html;', to: 'root htlm;' }),
});
