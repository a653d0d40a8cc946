import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { expect, test } from 'vitest';
import { exitCode } from '../../../src/engine/exit-code.ts';
import type { Target } from '../../../src/model/target.ts';
import { issued } from '../../support/certificates.ts';
import { look } from '../../support/inspect.ts';
import { apacheSite } from '../../support/servers/apache.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { listening } from '../../support/servers/peer.ts';
import { listeningAt } from '../../support/servers/listening-at.ts';
import { site } from '../../support/site.ts';
import { staged, type Stage } from '../../support/stage.ts';
import { closed, siteName, targetFor } from '../../support/target.ts';

/** Healthy sites of many kinds: none of them may be called broken, whatever else is said of it. */

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A page with the headers of some server or network in front of it. */
const page =
  (headers: Readonly<Record<string, string>>): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', ...headers });
    response.end('<!doctype html><title>Shop</title><h1>Shop</h1>');
  };

/** Plain HTTP leads to https, which answers like this. */
const behind = async (stage: Stage, answer: Answer): Promise<Target> => {
  const certificate = issued();
  const https = await listening(
    stage,
    createSecureServer({ key: certificate.key, cert: certificate.chain }, answer),
  );
  const http = await listening(
    stage,
    createServer((_, response) => {
      response.writeHead(308, { location: `https://${siteName}:${https}/` });
      response.end();
    }),
  );
  return targetFor({ ports: { http, https, db: closed.db }, ca: certificate.ca });
};

const kinds: Readonly<Record<string, (stage: Stage) => Promise<Target>>> = {
  'nginx with files only': (stage) => site(stage),
  'nginx over plain HTTP only': (stage) =>
    site(stage, { plain: () => 'root html;', httpsPort: closed.https }),
  'nginx that hides its version': (stage) => site(stage, { secure: () => 'server_tokens off; root html;' }),
  'nginx at two addresses and over IPv6': async (stage) => {
    const { address: _address, ...target } = await site(stage, {
      addresses: ['127.0.0.1', '127.0.0.3', '[::1]'],
    });
    const records = ['www A 127.0.0.1', 'www A 127.0.0.3', 'www AAAA ::1'];
    return { ...target, resolver: await nsd(stage, { 'shop.com': records }) };
  },
  'nginx with a redirect for now only': (stage) =>
    site(stage, { plain: ({ https }) => `return 302 https://$host:${https}$request_uri;` }),
  'nginx behind a password, by design': (stage) =>
    site(stage, { secure: () => 'auth_basic "Shop"; auth_basic_user_file users; root html;' }),
  'nginx that takes certificates of visitors, but needs none': (stage) =>
    site(stage, { secure: () => 'ssl_verify_client optional; ssl_client_certificate chain.pem; root html;' }),
  'nginx with many blocks, of which the site is not the first': (stage) => {
    const other = issued({ names: ['www.other.com'] });
    return site(stage, {
      name: siteName,
      files: { 'other.pem': other.chain, 'other-key.pem': other.key },
      before: ({ http, https }) => `
        server { listen 127.0.0.1:${http}; return 404; }
        server {
          listen 127.0.0.1:${https} ssl; ssl_certificate other.pem; ssl_certificate_key other-key.pem;
          return 404;
        }`,
    });
  },
  'Apache itself': (stage) => apacheSite(stage),
  'headers of Apache': (stage) =>
    behind(
      stage,
      page({
        server: 'Apache/2.4.52 (Ubuntu)',
        etag: '"2aa6-5f"',
        'last-modified': 'Fri, 20 Nov 2026 10:00:00 GMT',
      }),
    ),
  'headers of Caddy': (stage) => behind(stage, page({ server: 'Caddy', 'alt-svc': 'h3=":443"; ma=2592000' })),
  'headers of a CDN': (stage) =>
    behind(stage, page({ server: 'cloudflare', 'cf-ray': '8f0c1d2e3f4a5b6c-AMS', 'cf-cache-status': 'HIT' })),
  'no Server header at all': (stage) => behind(stage, page({})),
  'compressed although nobody asked': (stage) =>
    behind(stage, (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
      response.end(Buffer.from('H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==', 'base64'));
    }),
  'an application that sets a session': (stage) =>
    behind(stage, page({ 'set-cookie': 'connect.sid=abc; HttpOnly', 'x-powered-by': 'Express' })),
  'an IPv6 address only': async (stage) => {
    const http = await listeningAt(stage, createServer(page({ server: 'nginx' })), '::1');
    return { ...targetFor({ ports: { ...closed, http } }), address: '::1' };
  },
};

for (const [kind, arrange] of Object.entries(kinds))
  test.concurrent(
    `${kind}: nothing is broken`,
    staged(async (stage) => {
      const { report } = await look(await arrange(stage));
      const bad = report.findings.filter(({ status }) => status === 'broken' || status === 'error');
      expect(bad.map(({ id, cause, because }) => `${id}/${cause}: ${because}`)).toEqual([]);
      expect(report.firstBroken).toBeNull();
      expect(exitCode(report)).toBe(0);
    }),
  );
