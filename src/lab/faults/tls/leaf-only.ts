import { defineFault } from '../../fault.ts';
import { certified } from '../../changes/tls.ts';

export default defineFault({
  title: 'The certificate of the intermediate authority is not sent along',
  symptom:
    'Some browsers warn that the connection is not private, and others show the page. Programs such as curl refuse.',
  level: 1,
  outside: { finding: 'tls/trusted', cause: 'leaf-only' },
  look: 'The file web/tls/certificate.pem holds one certificate, and its issuer (openssl x509 -noout -issuer -in web/tls/certificate.pem) is the intermediate authority, not the one of ca.pem. The file has to hold both, one after the other.',
  apply: (plan) => certified(plan, { signedBy: 'intermediate', sends: 'leaf' }),
});
