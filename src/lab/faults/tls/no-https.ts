import { defineFault } from '../../fault.ts';
import { eachSite, onlySites } from '../../changes/web.ts';

export default defineFault({
  title: 'The site has no https at all',
  symptom:
    'The page comes, and the browser says "Not secure". At https:// it says that the site refuses to connect.',
  level: 1,
  outside: { finding: 'tls/offered', cause: 'plain-only' },
  look: 'No listen line in web/nginx.conf ends with ssl; the block for plain HTTP serves the pages itself, and ss -ltn shows nobody at the https port.',
  apply: (plan) =>
    eachSite(
      onlySites(plan, ({ scheme }) => scheme !== 'https'),
      (site) => ({ ...site, does: 'serve' }),
    ),
});
