import { defineFault } from '../../fault.ts';
import { edited } from '../../changes/edits.ts';

export default defineFault({
  title: 'The port is misspelt in the settings, and the program listens at another one',
  symptom:
    'The page is a bare white page that says "502 Bad Gateway". Pictures and style sheets still come. Whoever runs the program says that it is up.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'app/gateway', cause: 'other-port' },
  look: 'app/error.log says at which port the program listens, and proxy_pass in web/site.conf says where Nginx looks for it. app/settings.json has "prot" where it should say "port", so the system chose any free one.',
  apply: (plan) => edited(plan, { file: 'app/settings.json', from: '\n  "port": ', to: '\n  "prot": ' }),
});
