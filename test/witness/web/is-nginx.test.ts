import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { issued } from '../../support/certificates.ts';
import { listening } from '../../support/servers/peer.ts';
import { closed, siteName, targetFor } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

witness('web/is-nginx/another-server', async (stage) => {
  const { chain, key, ca } = issued();
  const server = `Node.js/${process.versions.node}`;
  const https = await listening(
    stage,
    createSecureServer({ cert: chain, key }, (_, response) => {
      response.writeHead(200, { server, 'content-type': 'text/html' });
      response.end('<h1>Shop</h1>');
    }),
  );
  const http = await listening(
    stage,
    createServer((_, response) => {
      response.writeHead(301, { server, location: `https://${siteName}:${https}/` });
      response.end();
    }),
  );
  return targetFor({ ports: { ...closed, http, https }, ca });
});
