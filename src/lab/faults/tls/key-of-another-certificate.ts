import { defineFault } from '../../fault.ts';
import { certified } from '../../changes/tls.ts';

export default defineFault({
  title: 'The private key belongs to another certificate, so Nginx does not start',
  symptom: 'The browser says that www.foobar.com refuses to connect.',
  level: 3,
  outside: { finding: 'server/accepts', cause: 'refused' },
  inside: { finding: 'server/listens', cause: 'certificate-unusable' },
  look: 'The end of web/logs/error.log says "key values mismatch". The public keys of both files differ: openssl x509 -noout -pubkey -in web/tls/certificate.pem, and openssl pkey -pubout -in web/tls/key.pem.',
  apply: (plan) => certified(plan, { key: 'of-another' }),
});
