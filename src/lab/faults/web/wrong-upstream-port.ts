import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'Nginx hands requests to a port at which nobody listens',
  symptom:
    'The page is a bare white page that says "502 Bad Gateway". Whoever runs the program says that it is up.',
  level: 2,
  outside: { finding: 'app/answers', cause: 'bad-gateway' },
  inside: { finding: 'app/gateway', cause: 'other-port' },
  look: "The web server's error log names the address that it tried, and the program listens at another one: compare proxy_pass in web/site.conf with the port in app/settings.json.",
  apply: (plan) => ({ ...plan, web: { ...plan.web, proxy: { ...plan.web.proxy, to: 'elsewhere' } } }),
});
