import { defineFault } from '../../fault.ts';
import { certified } from '../../changes/tls.ts';

export default defineFault({
  title: 'The certificate is signed with its own key',
  symptom: 'The browser warns that the connection is not private, and does not show the page.',
  level: 1,
  outside: { finding: 'tls/trusted', cause: 'self-signed' },
  look: 'Issuer and subject of the certificate are the same: openssl x509 -noout -subject -issuer -in web/tls/certificate.pem',
  apply: (plan) => certified(plan, { signedBy: 'itself' }),
});
