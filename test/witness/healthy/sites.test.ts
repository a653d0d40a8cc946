import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { expect, test } from 'vitest';
import { exitCode } from '../../../src/engine/exit-code.ts';
import type { Target } from '../../../src/model/target.ts';
import { issued } from '../../support/certificates.ts';
import { look } from '../../support/inspect.ts';
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
