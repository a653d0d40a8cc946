import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The certificate was renewed on disk, and Nginx still sends the old one',
  symptom:
    'The browser warns that the connection is not private. The administrator is sure to have renewed the certificate.',
  level: 3,
  outside: { finding: 'tls/in-date', cause: 'expired' },
  inside: { finding: 'tls/newest-is-served', cause: 'not-reloaded' },
  look: 'The dates of the file web/tls/certificate.pem are good; those of what is sent are not (openssl s_client). Nginx reads a certificate when it starts or is told to reload, and at no other time.',
  apply: (plan) => ({
    ...plan,
    tls: { ...plan.tls, startsInDays: -92, endsInDays: -2 },
    afterwards: [...plan.afterwards, { do: 'renew-certificate', part: 'web', tls: plan.tls }],
  }),
});
