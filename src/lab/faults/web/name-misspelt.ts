import { defineFault } from '../../fault.ts';
import { edited, withWeb } from '../../changes/edits.ts';

export default defineFault({
  title: 'The name www.foobar.com is misspelt in the configuration, so that another site answers',
  symptom: 'At www.foobar.com the browser shows "Welcome to nginx!". At foobar.com the page comes.',
  level: 2,
  outside: { finding: 'web/front-page', cause: 'default-page' },
  inside: { finding: 'web/knows-name', cause: 'misspelt' },
  look: 'server_name in web/nginx.conf says ww.foobar.com. For a name that no server block has, Nginx takes the first block of that address and port: here the one with the welcome page.',
  apply: (plan) => {
    const known = plan.web.sites.find(({ scheme }) => scheme === 'https');
    const others = known ? [{ ...known, names: ['_'], does: 'welcome' as const }] : [];
    return edited(withWeb(plan, { sites: [...others, ...plan.web.sites] }), {
      file: 'web/nginx.conf',
      from: 'server_name foobar.com www.foobar.com;',
      to: 'server_name foobar.com ww.foobar.com;',
    });
  },
});
