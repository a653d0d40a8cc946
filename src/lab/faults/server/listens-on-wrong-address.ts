import { defineFault } from '../../fault.ts';
import { eachSite } from '../../changes/web.ts';

export default defineFault({
  title: 'The web server listens at another address than the one in DNS',
  symptom: 'The browser says that www.foobar.com refuses to connect.',
  level: 1,
  outside: { finding: 'server/accepts', cause: 'refused' },
  inside: { finding: 'server/listens', cause: 'other-address' },
  look: 'In web/nginx.conf the listen lines for www.foobar.com say 127.0.0.3, and so does ss -ltn; DNS gives 127.0.0.2.',
  apply: (plan) =>
    eachSite(plan, (site) => (site.address === '127.0.0.2' ? { ...site, address: '127.0.0.3' } : site)),
});
