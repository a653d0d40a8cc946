import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'A comma is missing in the settings, and the program does not start',
  symptom: 'Since the settings were changed every page is a bare white page that says "502 Bad Gateway".',
  level: 2,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'code/no-exception', cause: 'settings-unreadable' },
  look: 'web/logs/error.log says connect() failed (111: Connection refused): nobody listens. app/error.log says SyntaxError in JSON: a comma is missing in app/settings.json.',
  apply: (plan) =>
    edited(plan, { file: 'app/settings.json', from: '"host": "127.0.0.1",', to: '"host": "127.0.0.1"' }),
});
