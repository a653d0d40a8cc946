import { createServer } from 'node:http';
import { listening, peer } from '../../support/servers/peer.ts';
import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

const nobody = 'proxy_pass http://127.0.0.1:1;';

witness('app/answers/bad-gateway', (stage) => site(stage, { secure: () => `location / { ${nobody} }` }));

witness('app/answers/gateway-timeout', async (stage) => {
  const silent = await peer(stage);
  return site(stage, {
    secure: () => `location / { proxy_pass http://127.0.0.1:${silent}; proxy_read_timeout 1s; }`,
  });
});

witness('app/answers/cdn-error', (stage) => site(stage, { secure: () => 'location / { return 522; }' }));

witness('app/answers/unavailable', (stage) => site(stage, { secure: () => 'location / { return 503; }' }));

witness('app/answers/page-not-found', async (stage) => {
  const program = await listening(
    stage,
    createServer(({ url }, response) => {
      response.writeHead(url === '/' ? 200 : 404, { 'content-type': 'text/plain' });
      response.end(url === '/' ? 'Hello' : 'This program has no such page.');
    }),
  );
  const target = await site(stage, {
    secure: () => `location / { proxy_pass http://127.0.0.1:${program}; }`,
  });
  return { ...target, path: '/not-there' };
});
