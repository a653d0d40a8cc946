import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The certificate has expired',
  symptom: 'The browser warns that the connection is not private, and does not show the page.',
  level: 1,
  outside: { finding: 'tls/in-date', cause: 'expired' },
  look: 'The dates of the certificate: openssl x509 -noout -dates -in web/tls/certificate.pem',
  apply: (plan) => ({ ...plan, tls: { ...plan.tls, startsInDays: -92, endsInDays: -2 } }),
});
