import { defineFault } from '../../fault.ts';
import { certified } from '../../changes/tls.ts';

export default defineFault({
  title: 'The certificate is for another site',
  symptom: 'The browser warns that the connection is not private, and does not show the page.',
  level: 1,
  outside: { finding: 'tls/name-matches', cause: 'default-certificate' },
  look: 'The names of the certificate: openssl x509 -noout -ext subjectAltName -in web/tls/certificate.pem shows neither name of the site.',
  apply: (plan) => certified(plan, { names: ['shop.example.com'] }),
});
