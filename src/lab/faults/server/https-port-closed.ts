import { defineFault } from '../../fault.ts';
import { onlySites } from '../../changes/web.ts';

export default defineFault({
  title: 'The web server has no block for https, so that port is closed',
  symptom: 'The browser says that www.foobar.com refuses to connect.',
  level: 1,
  outside: { finding: 'server/accepts', cause: 'refused' },
  inside: { finding: 'server/listens', cause: 'no-listen-line' },
  look: 'No listen line in web/nginx.conf ends with ssl, and yet the block for plain HTTP sends every visitor to https; ss -ltn shows nobody at that port.',
  apply: (plan) => onlySites(plan, ({ scheme }) => scheme !== 'https'),
});
