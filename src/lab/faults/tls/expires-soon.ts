import { defineFault } from '../../fault.ts';
import { certified } from '../../changes/tls.ts';

export default defineFault({
  title: 'The certificate ends in some days, and nobody has renewed it',
  symptom: 'None yet: every page is fine.',
  level: 1,
  outside: { finding: 'tls/in-date', cause: 'expires-soon' },
  look: 'The dates of the certificate: openssl x509 -noout -dates -in web/tls/certificate.pem shows a notAfter that is five days away.',
  apply: (plan) => certified(plan, { startsInDays: -85, endsInDays: 5 }),
});
