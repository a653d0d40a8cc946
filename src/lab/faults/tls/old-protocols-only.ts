import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The web server speaks old versions of TLS only',
  symptom: 'The browser says that the connection is not secure, as the site uses an unsupported protocol.',
  level: 1,
  outside: { finding: 'tls/handshake', cause: 'too-old' },
  look: 'The line ssl_protocols in web/nginx.conf names TLSv1 and TLSv1.1 alone, which browsers have refused since 2020.',
  apply: (plan) => ({
    ...plan,
    edits: [
      ...plan.edits,
      // The programs of today allow it at security level 0 only: both ends take these versions for broken.
      {
        file: 'web/nginx.conf',
        from: 'TLSv1.2 TLSv1.3;',
        to: 'TLSv1 TLSv1.1; ssl_ciphers DEFAULT:@SECLEVEL=0;',
      },
    ],
  }),
});
