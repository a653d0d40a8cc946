import { apacheSite } from '../../support/servers/apache.ts';
import { listeningAt } from '../../support/servers/listening-at.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { look } from '../../support/inspect.ts';
import { listening, peer } from '../../support/servers/peer.ts';
import { django, node, php } from '../../support/servers/programs.ts';
import { site } from '../../support/site.ts';
import { staged, type Stage } from '../../support/stage.ts';
import { closed, loopback, targetFor } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

const nobody = 'proxy_pass http://127.0.0.1:1;';

witness('app/answers/bad-gateway', (stage) => site(stage, { secure: () => `location / { ${nobody} }` }));

witness('app/answers/gateway-timeout', async (stage) => {
  const silent = await peer(stage);
  return site(stage, {
    secure: () => `location / { proxy_pass http://127.0.0.1:${silent}; proxy_read_timeout 1s; }`,
  });
});

witness('app/answers/nginx-unavailable', (stage) =>
  site(stage, { secure: () => 'location / { return 503; }' }),
);

// To mod_proxy a program that refuses the connection is not available, and no bad gateway.
witness(
  'app/answers/apache-unavailable',
  (stage) =>
    apacheSite(
      stage,
      `${['proxy', 'proxy_http'].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
ProxyPass / http://127.0.0.1:1/`,
    ),
  { also: ['web/is-nginx/another-server'] },
);

witness('app/answers/maintenance', (stage) =>
  site(stage, { secure: () => 'location / { add_header Retry-After 120 always; return 503; }' }),
);

witness('app/answers/unavailable', async (stage) => {
  const busy = await node(stage, (_, response) => {
    response.writeHead(503, { 'content-type': 'text/plain' });
    response.end('Too much to do.');
  });
  return site(stage, { secure: () => `location / { ${busy} }` });
});

witness('app/answers/intermittent', async (stage) => {
  let asked = 0;
  const unsteady = await node(stage, (request, response) => {
    asked += 1;
    if (asked % 2 === 0) request.socket.destroy();
    else response.end(`visitor ${asked}`);
  });
  return site(stage, { secure: () => `location / { ${unsteady} }` });
});

test.concurrent(
  'a program without a web server in front of it that closes every second connection is caught too',
  staged(async (stage) => {
    let asked = 0;
    const http = await listening(
      stage,
      createServer((request, response) => {
        asked += 1;
        if (asked % 2 === 0) request.socket.destroy();
        else response.end('Hello');
      }),
    );
    const { report } = await look(targetFor({ ports: { ...closed, http } }));
    expect(report.firstBroken).toMatchObject({ hop: 'app', finding: 'app/answers', cause: 'intermittent' });
  }),
);

witness('app/answers/cut-off', async (stage) => {
  const crashing = await node(stage, (request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' });
    response.write('<h1>Shop</h1>', () => request.socket.destroySoon());
  });
  return site(stage, { secure: () => `location / { ${crashing} }` });
});

witness('app/answers/too-many-requests', async (stage) => {
  const target = await site(stage, { secure: () => 'root html; location /visits { return 429; }' });
  return { ...target, path: '/visits' };
});

witness('app/answers/disallowed-host', async (stage) => {
  const settings = `DEBUG = False
ALLOWED_HOSTS = ['elsewhere.com']
MIDDLEWARE = ['django.middleware.common.CommonMiddleware']`;
  const port = await django(stage, settings, 'urlpatterns = []');
  const handsOn = `proxy_pass http://${loopback}:${port}; proxy_set_header Host $host;`;
  const target = await site(stage, { secure: () => `root html; location /visits { ${handsOn} }` });
  return { ...target, path: '/visits' };
});

witness('app/answers/script-unknown', async (stage) => {
  const handsOn = await php(stage, { 'index.php': 'Hello' });
  const target = await site(stage, { secure: () => `root html; location ~ \\.php$ { ${handsOn} }` });
  return { ...target, path: '/visits.php' };
});

witness('app/answers/nginx-not-found', async (stage) => ({ ...(await site(stage)), path: '/not-there' }));

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

const hello = `from django.http import HttpResponse
from django.urls import path

urlpatterns = [path('', lambda request: HttpResponse('<h1>Shop</h1>'))]
`;

const programs: Readonly<Record<string, (stage: Stage) => Promise<string>>> = {
  PHP: async (stage) =>
    `rewrite ^/$ /index.php break; ${await php(stage, { 'index.php': '<h1>Shop <?php echo 6 * 7; ?></h1>' })}`,
  Django: async (stage) => {
    const port = await django(stage, "DEBUG = False\nALLOWED_HOSTS = ['*']", hello);
    return `proxy_pass http://${loopback}:${port};`;
  },
};

for (const [kind, handsOn] of Object.entries(programs))
  test.concurrent(
    `nothing is said against a program on ${kind} that is in order`,
    staged(async (stage) => {
      const lines = await handsOn(stage);
      const { report } = await look(await site(stage, { secure: () => `location / { ${lines} }` }));
      const bad = report.findings.filter(({ status }) => status === 'broken' || status === 'warn');
      expect(bad.map(({ id, cause }) => `${id}/${cause}`)).toEqual([]);
    }),
  );
