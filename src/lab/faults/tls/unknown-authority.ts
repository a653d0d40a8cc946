import { defineFault } from '../../fault.ts';
import { certified } from '../../changes/tls.ts';

export default defineFault({
  title: 'The certificate leads to an authority that nobody trusts',
  symptom: 'The browser warns that the connection is not private, and does not show the page.',
  level: 2,
  outside: { finding: 'tls/trusted', cause: 'unknown-authority' },
  look: 'openssl verify -CAfile ca.pem -untrusted web/tls/certificate.pem web/tls/certificate.pem fails: the file holds the certificate that signed the one of the site as well, and that one is signed by an authority that is not the one in ca.pem.',
  apply: (plan) => certified(plan, { signedBy: 'stranger' }),
});
