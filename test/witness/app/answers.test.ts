import { listeningAt } from '../../support/servers/listening-at.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { look } from '../../support/inspect.ts';
import { listening, peer } from '../../support/servers/peer.ts';
import { site } from '../../support/site.ts';
import { staged } from '../../support/stage.ts';
import { closed, targetFor } from '../../support/target.ts';
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

test.concurrent(
  'two pages that broke off are not compared: how much of them came says nothing about a program',
  staged(async (stage) => {
    let asked = 0;
    const http = await peer(stage, (socket) =>
      socket.once('data', () => {
        asked += 1;
        socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n${'word '.repeat(asked)}`);
      }),
    );
    const { report } = await look(targetFor({ ports: { ...closed, http } }));
    const app = report.hops.find(({ hop }) => hop === 'app');
    expect(app).toMatchObject({ status: 'unknown' });
    expect(app?.because).toMatch(/did not come whole/);
    expect(asked).toBe(2);
  }),
);

test.concurrent(
  'an empty page shows no program, also when it was named',
  staged(async (stage) => {
    const target = await site(stage, { secure: () => 'location / { return 200 ""; }' });
    for (const one of [target, { ...target, path: '/empty' }]) {
      const { report } = await look(one);
      const app = report.hops.find(({ hop }) => hop === 'app');
      expect(app).toMatchObject({ status: 'unknown' });
      expect(app?.because).toMatch(/answers 200 with an empty page$/);
      expect(report.findings.filter(({ id }) => id === 'web/front-page')).toMatchObject([
        { status: 'unknown' },
      ]);
    }
  }),
);

test.concurrent(
  'a page that was named is asked for although the front page is on another site',
  staged(async (stage) => {
    let asked = 0;
    const http = await listening(
      stage,
      createServer(({ url }, response) => {
        if (url === '/') response.writeHead(302, { location: 'https://shop.elsewhere.com/' });
        response.end(`answer ${'again '.repeat((asked += 1))}`);
      }),
    );
    const { report } = await look(targetFor({ ports: { ...closed, http }, path: '/visits' }));
    expect(report.hops.find(({ hop }) => hop === 'app')).toMatchObject({ status: 'ok' });
  }),
);

for (const [status, id, cause] of [
  [502, 'app/answers', 'bad-gateway'],
  [500, 'app/no-error', 'error'],
] as const)
  test.concurrent(
    `one of two addresses that answers ${status} is not hidden by the other`,
    staged(async (stage) => {
      const { address: _address, ...rest } = await site(stage, {
        plain: () => 'root html;',
        httpsPort: closed.https,
      });
      const other = status === 502 ? '127.0.0.6' : '127.0.0.7';
      const failing = createServer((_, response) => {
        response.writeHead(status, { 'content-type': 'text/html', server: 'nginx' });
        response.end('<h1>Something went wrong</h1>');
      });
      await listeningAt(stage, failing, other, rest.ports.http);
      const resolver = await nsd(stage, { 'shop.com': ['www A 127.0.0.1', `www A ${other}`] });
      const { report } = await look({ ...rest, resolver });
      expect(report.firstBroken).toMatchObject({ hop: 'app', finding: id, cause });
    }),
  );
