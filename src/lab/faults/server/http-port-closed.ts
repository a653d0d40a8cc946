import { defineFault } from '../../fault.ts';
import { onlySites } from '../../changes/web.ts';

export default defineFault({
  title: 'The web server has no block for plain HTTP, so that port is closed',
  symptom:
    'A link that begins with http:// leads, in some browsers, to the words that the site refuses to connect. With https:// the page comes.',
  level: 1,
  outside: { finding: 'server/accepts', cause: 'plain-port-closed' },
  inside: { finding: 'server/listens', cause: 'plain-not-configured' },
  look: "In web/nginx.conf the only block that listens on the site's address 127.0.0.2 is the one for https (listen … ssl); ss -ltn shows that one port at 127.0.0.2.",
  apply: (plan) => onlySites(plan, ({ address, scheme }) => address !== '127.0.0.2' || scheme !== 'http'),
});
