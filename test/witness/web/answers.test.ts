import { peer, says } from '../../support/servers/peer.ts';
import { site } from '../../support/site.ts';
import { closed, targetFor } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

witness('web/answers/not-http', async (stage) =>
  targetFor({ ports: { ...closed, http: await says(stage, 'SSH-2.0-OpenSSH_9.2p1\r\n') } }),
);

witness('web/answers/empty-reply', (stage) =>
  site(stage, { plain: () => 'return 444;', httpsPort: closed.https }),
);

witness('web/answers/silent', async (stage) => targetFor({ ports: { ...closed, http: await peer(stage) } }));
