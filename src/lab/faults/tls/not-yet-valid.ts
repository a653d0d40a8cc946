import { defineFault } from '../../fault.ts';
import { certified } from '../../changes/tls.ts';

export default defineFault({
  title: 'The certificate is not valid yet',
  symptom: 'The browser warns that the connection is not private, and does not show the page.',
  level: 1,
  outside: { finding: 'tls/in-date', cause: 'not-yet-valid' },
  look: 'The dates of the certificate: openssl x509 -noout -dates -in web/tls/certificate.pem shows a notBefore that is still to come.',
  apply: (plan) => certified(plan, { startsInDays: 2, endsInDays: 92 }),
});
