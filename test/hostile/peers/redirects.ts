import { createServer, type RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { expect } from 'vitest';
import { listening, peer } from '../../support/servers/peer.ts';
import { siteName } from '../../support/target.ts';
import type { Expected, Peer } from '../peer.ts';

const broken = (firstBroken: string): Expected => ({
  hops: { server: 'ok', web: 'broken' },
  firstBroken,
  exit: 1,
});

const shown: Expected = { hops: { server: 'ok', web: 'ok' }, exit: 0 };

const answering = (name: string, expected: Expected, listener: RequestListener): Peer => ({
  name,
  expected,
  lurk: async (stage) => ({ http: await listening(stage, createServer(listener)) }),
});

/** To this place, whoever asks. What Node.js would not write is written by hand. */
const to = (name: string, location: string, expected: Expected): Peer => ({
  name: `to ${name}`,
  expected,
  lurk: async (stage) => ({
    http: await peer(
      stage,
      (socket: Socket) =>
        void socket.once('data', () =>
          socket.end(
            Buffer.from(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`, 'latin1'),
          ),
        ),
    ),
  }),
});

const nowhere = broken('web/redirects/to-itself-only');
const noPage = broken('web/redirects/not-an-address');
const circle = broken('web/redirects/loop');
const tooMany = broken('web/redirects/too-many');

export const redirectPeers: readonly Peer[] = [
  to('the metadata of a cloud', 'http://169.254.169.254/latest/meta-data/', nowhere),
  to('the metadata of a cloud, written as one number', 'http://2852039166/latest/', nowhere),
  to('the metadata of a cloud, in IPv6', 'http://[::ffff:169.254.169.254]/', nowhere),
  to('every address', 'http://0.0.0.0/', nowhere),
  to('a file', 'file:///etc/passwd', noPage),
  to('a script', 'javascript:alert(1)', noPage),
  to('data', 'data:text/html,<h1>owned</h1>', noPage),
  to('gopher', 'gopher://127.0.0.1:3306/_%00', noPage),
  to('a place that is none', 'http://[\x9b31mINJECTED\x85INJECTED', noPage),
  to('a place that commands the terminal', 'http://www.other.com/\x9b31mINJECTED\x85INJECTED\xe2\x80\xae', {
    ...shown,
    says: /www\.other\.com\/%C2%9B31m/,
  }),
  to('a name and a password', `http://user:secret@${siteName}/`, shown),
  to('a place of thirty thousand letters', `http://www.other.com/${'x'.repeat(30_000)}`, shown),
  to('a place of a megabyte', `http://www.other.com/${'x'.repeat(1_048_576)}`, {
    hops: { server: 'ok', web: 'unknown' },
    exit: 3,
  }),
  {
    name: 'to the port of a database on this computer',
    expected: nowhere,
    async lurk(stage) {
      let said = '';
      const db = await peer(stage, (socket) => {
        socket.end();
        socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
      });
      const server = createServer((_, response) => {
        response.writeHead(302, { location: `http://127.0.0.1:${db}/` });
        response.end();
      });
      return { http: await listening(stage, server), db, afterwards: () => expect(said).toBe('') };
    },
  },
  answering(
    'to one port after the other',
    { hops: { server: 'ok', web: 'warn' }, exit: 0 },
    ({ headers: { host = '' } }, response) => {
      const [name, port = ''] = host.split(':');
      response.writeHead(302, { location: `http://${name}:${Number(port) + 1}/` });
      response.end();
    },
  ),
  answering('in ten thousand steps', tooMany, ({ url = '/' }, response) => {
    response.writeHead(302, { location: `/${Number(url.slice(1)) + 1}` });
    response.end();
  }),
  answering('to itself', circle, (_, response) => {
    response.writeHead(302, { location: '/' });
    response.end();
  }),
  answering('to a page whose name doubles with every step', tooMany, ({ url = '/' }, response) => {
    response.writeHead(302, { location: `${url}${url.slice(1)}x` });
    response.end();
  }),
];
