import { defineFault } from '../../fault.ts';
import { certified } from '../../changes/tls.ts';

export default defineFault({
  title: 'The certificate is for foobar.com, and not for www.foobar.com',
  symptom:
    'At www.foobar.com the browser warns that the connection is not private, and does not show the page.',
  level: 1,
  outside: { finding: 'tls/name-matches', cause: 'twin-only' },
  look: 'The names of the certificate: openssl x509 -noout -ext subjectAltName -in web/tls/certificate.pem shows foobar.com alone.',
  apply: (plan) => certified(plan, { names: ['foobar.com'] }),
});
