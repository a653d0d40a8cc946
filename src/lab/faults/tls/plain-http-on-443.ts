import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The https port of the web server speaks plain HTTP',
  symptom:
    'The browser says that www.foobar.com sent an invalid response, or that a secure connection failed.',
  level: 1,
  outside: { finding: 'tls/handshake', cause: 'plain-http' },
  look: 'No listen line in web/nginx.conf says ssl, although there are lines with a certificate: without that word Nginx speaks plain HTTP there.',
  apply: (plan) => ({
    ...plan,
    edits: [...plan.edits, { file: 'web/nginx.conf', from: ' ssl;', to: ';' }],
  }),
});
