import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import type { Target } from '../../../src/model/target.ts';
import { look } from '../../support/inspect.ts';
import { site } from '../../support/site.ts';
import { staged } from '../../support/stage.ts';
import { closed, siteName, targetFor } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';
import { listeningAt } from '../../support/servers/listening-at.ts';

witness('web/redirects/loop', (stage) =>
  site(stage, { secure: ({ https }) => `return 301 https://$host:${https}$request_uri;` }),
);

witness('web/redirects/downgrade', (stage) =>
  site(stage, { secure: ({ http }) => `return 301 http://$host:${http}$request_uri;` }),
);

witness('web/redirects/to-itself-only', (stage) =>
  site(stage, { plain: () => 'return 301 http://localhost:3000$request_uri;' }),
);

witness('web/redirects/not-an-address', (stage) =>
  // What is left of `https://$hots…` when the variable is empty.
  site(stage, { plain: () => 'set $domain ""; return 301 https://$domain;' }),
);

witness('web/redirects/stays-plain', (stage) => site(stage, { plain: () => 'root html;' }));

witness('web/redirects/too-many', (stage) =>
  site(stage, { secure: ({ https }) => `return 302 https://$host:${https}/en$request_uri;` }),
);

witness('web/redirects/to-inner-name', (stage) =>
  site(stage, { plain: () => 'return 301 http://backend$request_uri;' }),
);

witness('web/redirects/to-other-port', (stage) =>
  site(stage, { plain: () => 'return 301 http://$host:3000$request_uri;' }),
);

witness('web/redirects/temporary', (stage) =>
  site(stage, { plain: ({ https }) => `return 302 https://$host:${https}$request_uri;` }),
);

witness('web/redirects/both-at-once', (stage) =>
  site(stage, {
    typed: 'shop.com',
    plain: ({ https }) => `return 301 https://${siteName}:${https}$request_uri;`,
  }),
);

witness('web/redirects/long-way', (stage) =>
  site(stage, {
    secure: ({ https }) => `
      location / { root html; }
      location = / { return 301 https://$host:${https}/shop/; }
      location = /shop/ { return 301 https://$host:${https}/index.html; }`,
  }),
);

/** What is said of this check, and of the box for the program. */
const said = async (target: Target) => {
  const { report } = await look(target);
  return {
    report,
    redirects: report.findings.filter(({ id }) => id === 'web/redirects'),
    app: report.hops.find(({ hop }) => hop === 'app'),
  };
};

test.concurrent(
  'a redirect to another site is in order, was not followed, and leaves the program unknown',
  staged(async (stage) => {
    const elsewherePage = 'https://shop.elsewhere.com/';
    const target = await site(stage, {
      plain: () => `return 301 ${elsewherePage};`,
      httpsPort: closed.https,
    });
    const { report, redirects, app } = await said(target);
    expect(redirects[0]?.because).toMatch(
      /leads to https:\/\/shop\.elsewhere\.com\/, which was not followed$/,
    );
    expect(report.hops.find(({ hop }) => hop === 'web')?.status).toBe('ok');
    expect(app).toMatchObject({
      status: 'unknown',
      because: `the site sends visitors to ${elsewherePage}, which was not followed`,
    });
    expect(app?.blockedBy).toBeUndefined();
  }),
);

test.concurrent(
  'an IPv6 address that was typed in its long form is the one to which the site redirects',
  staged(async (stage) => {
    const server = createServer(({ url, headers }, response) => {
      if (url === '/') response.writeHead(302, { location: `http://${headers.host}/home` });
      response.end('home');
    });
    const http = await listeningAt(stage, server, '::1');
    const long = '0:0:0:0:0:0:0:1';
    const { address: _address, ...target } = targetFor({ typed: long, ports: { ...closed, http } });
    const { redirects } = await said(target);
    expect(redirects).toMatchObject([
      { status: 'ok', because: `http://[::1]:${http}/ leads to http://[::1]:${http}/home` },
    ]);
  }),
);
