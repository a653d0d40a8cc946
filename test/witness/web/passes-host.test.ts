import { createServer } from 'node:http';
import { listening } from '../../support/servers/peer.ts';
import { site } from '../../support/site.ts';
import { loopback } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

witness('web/passes-host/host-not-passed', async (stage) => {
  const web = createServer((_, response) => response.end('a page'));
  const port = await listening(stage, web);
  return site(stage, {
    inside: true,
    secure: () => `location / { proxy_pass http://${loopback}:${port}; }`,
  });
});
