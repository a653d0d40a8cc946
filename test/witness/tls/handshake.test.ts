import { closesWhenAsked, peer } from '../../support/servers/peer.ts';
import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

witness('tls/handshake/not-tls', (stage) => site(stage, { listen: '' }));

witness('tls/handshake/no-name', (stage) => site(stage, { secure: () => 'ssl_reject_handshake on;' }));

witness('tls/handshake/silent', async (stage) => site(stage, { httpsPort: await peer(stage) }));

witness('tls/handshake/closed', async (stage) => site(stage, { httpsPort: await closesWhenAsked(stage) }));

witness('tls/handshake/too-old', (stage) =>
  site(stage, {
    secure: () => 'ssl_protocols TLSv1.1; ssl_ciphers DEFAULT:@SECLEVEL=0; root html;',
  }),
);
