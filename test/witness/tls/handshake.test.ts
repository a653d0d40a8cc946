import { opensslIssued } from '../../support/openssl.ts';
import { closesWhenAsked, peer, says } from '../../support/servers/peer.ts';
import { sshd } from '../../support/servers/sshd.ts';
import { site } from '../../support/site.ts';
import { loopback, siteName } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

// Some program that answers in a protocol of its own.
witness('tls/handshake/not-tls', async (stage) =>
  site(stage, { httpsPort: await says(stage, '{"jsonrpc":"2.0"}\n') }),
);

witness('tls/handshake/plain-http', (stage) => site(stage, { listen: '' }));

witness('tls/handshake/another-service', async (stage) =>
  site(stage, { httpsPort: (await sshd(stage)).port }),
);

witness('tls/handshake/no-name', (stage) => site(stage, { secure: () => 'ssl_reject_handshake on;' }));

// An RSA certificate, and ciphers for another kind of key only.
witness('tls/handshake/refused', async (stage) =>
  site(stage, {
    certificate: await opensslIssued(stage),
    secure: () => 'ssl_protocols TLSv1.2; ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256; root html;',
  }),
);

// The name of the file is put together for each visitor, and there is none for this one.
witness('tls/handshake/internal-error', (stage) =>
  site(stage, {
    name: siteName,
    before: ({ https }) =>
      `server {
        listen ${loopback}:${https} ssl default_server;
        ssl_certificate $ssl_server_name.pem; ssl_certificate_key $ssl_server_name-key.pem;
      }`,
    typed: 'shop.com',
  }),
);

witness('tls/handshake/silent', async (stage) => site(stage, { httpsPort: await peer(stage) }));

witness('tls/handshake/closed', async (stage) => site(stage, { httpsPort: await closesWhenAsked(stage) }));

witness('tls/handshake/too-old', (stage) =>
  site(stage, {
    secure: () => 'ssl_protocols TLSv1.1; ssl_ciphers DEFAULT:@SECLEVEL=0; root html;',
  }),
);

witness('tls/handshake/no-forward-secrecy', async (stage) =>
  site(stage, {
    certificate: await opensslIssued(stage),
    secure: () => 'ssl_protocols TLSv1.2; ssl_ciphers AES256-GCM-SHA384; root html;',
  }),
);

witness('tls/handshake/not-newest', (stage) =>
  site(stage, { secure: () => 'ssl_protocols TLSv1.2; root html;' }),
);
