import { request } from 'node:http';
import { site } from '../../support/site.ts';
import { loopback, siteName } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

witness('web/has-room/rate-limited', (stage) =>
  site(stage, {
    inside: true,
    before: () => 'limit_req_zone $binary_remote_addr zone=visitors:1m rate=1r/m;',
    secure: () => 'root html; location / { limit_req zone=visitors; }',
  }),
);

/** Two megabytes, of which Nginx takes none. */
const upload = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = request(
      {
        host: loopback,
        port,
        method: 'POST',
        path: '/photos',
        headers: { host: siteName, 'content-length': 2_097_152 },
      },
      (response) => {
        response.resume();
        asked.destroy();
        resolve();
      },
    );
    asked.on('error', reject).flushHeaders();
  });

witness('web/has-room/body-too-large', async (stage) => {
  const target = await site(stage, {
    inside: true,
    plain: ({ https }) => `location / { return 301 https://$host:${https}$request_uri; }`,
  });
  await upload(target.ports.http);
  return target;
});
