import { createServer } from 'node:http';
import { listening } from '../support/servers/peer.ts';
import type { Stage } from '../support/stage.ts';

/** A page as any server shows it, beside a peer that does not behave. */
export const benignPage = (stage: Stage): Promise<number> =>
  listening(
    stage,
    createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Shop</title><h1>Shop</h1>\n');
    }),
  );

/** Sends every visitor to this port over https. */
export const sendingToHttps = (stage: Stage, name: string, port: number): Promise<number> =>
  listening(
    stage,
    createServer((_, response) => {
      response.writeHead(301, { location: `https://${name}:${port}/` });
      response.end();
    }),
  );
