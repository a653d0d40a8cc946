import { createServer, type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { lookWith, openPorts } from '../support/looking.ts';
import { listening, peer } from '../support/servers/peer.ts';
import { nsd } from '../support/servers/nsd.ts';
import { site } from '../support/site.ts';
import { staged, type Stage } from '../support/stage.ts';
import { closed, siteName, targetFor } from '../support/target.ts';
import type { Target } from '../../src/model/target.ts';

const visitOf = async (target: Target) => {
  const { seen, gate, ms } = await lookWith('http', target, { tcp: openPorts(target) });
  const [visit] = seen.visits;
  return { ...visit, last: visit?.steps.at(-1), gate, took: ms };
};

const at = (port: number) => targetFor({ ports: { ...closed, http: port } });

const answering = async (stage: Stage, listener: RequestListener) =>
  visitOf(at(await listening(stage, createServer(listener))));

/** A peer that says this to whoever asks. */
const telling = async (stage: Stage, words: string | Buffer) =>
  visitOf(at(await peer(stage, (socket) => socket.once('data', () => socket.write(words)))));

/** A peer that says this, and then a little more for as long as somebody listens. */
const dripping = async (stage: Stage, words: string, drop: string) =>
  visitOf(
    at(
      await peer(stage, (socket) => {
        socket.write(words);
        const drip = setInterval(() => socket.write(drop), 300);
        socket.once('close', () => clearInterval(drip));
      }),
    ),
  );

const targetOfAnother = { site: targetFor({ typed: 'www.other.com' }).site };

test.concurrent(
  'goes from plain HTTP to https, at the address that was resolved',
  staged(async (stage) => {
    const target = await site(stage);
    const { steps, end, last } = await visitOf(target);
    expect(steps?.map(({ url, status, address }) => [url, status, address])).toEqual([
      [`http://${siteName}:${target.ports.http}/`, 301, '127.0.0.1'],
      [`https://${siteName}:${target.ports.https}/`, 200, '127.0.0.1'],
    ]);
    expect(end).toBe('answer');
    expect(last?.body).toContain('<h1>Shop</h1>');
    expect(last?.times.secured).toBeGreaterThan(0);
  }),
);

test.concurrent(
  'leaves only what a visitor leaves',
  staged(async (stage) => {
    const heard: unknown[] = [];
    await answering(stage, ({ method, url, rawHeaders }, response) => {
      heard.push([method, url, rawHeaders.filter((_, index) => index % 2 === 0)]);
      response.end();
    });
    expect(heard).toEqual([['GET', '/', ['host', 'connection', 'user-agent', 'accept', 'accept-encoding']]]);
  }),
);

test.concurrent(
  'shows a redirect to another site and does not follow it',
  staged(async (stage) => {
    const { end, next, steps, gate } = await answering(stage, (_, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:9/elsewhere' });
      response.end();
    });
    expect({ end, next }).toEqual({ end: 'other-site', next: 'http://127.0.0.1:9/elsewhere' });
    expect(steps).toHaveLength(1);
    expect(gate.record).toHaveLength(1);
  }),
);

test.concurrent(
  'does not follow a redirect that carries a name and a password',
  staged(async (stage) => {
    const { end } = await answering(stage, ({ headers }, response) => {
      response.writeHead(302, { location: `http://user:secret@${headers.host}/in` });
      response.end();
    });
    expect(end).toBe('other-site');
  }),
);

test.concurrent(
  'keeps the first 64 bytes of what is no HTTP',
  staged(async (stage) => {
    const { last } = await telling(stage, `SSH-2.0-OpenSSH_9.2p1 ${'x'.repeat(100)}\r\n`);
    expect(last).toMatchObject({ outcome: 'not-http' });
    expect(last?.firstBytes).toMatch(/^SSH-2\.0-OpenSSH_9\.2p1 x{42}$/);
  }),
);

test.concurrent(
  'stops after ten redirects',
  staged(async (stage) => {
    const { end, steps } = await answering(stage, ({ url = '' }, response) => {
      response.writeHead(302, { location: `${url}x` });
      response.end();
    });
    expect(end).toBe('too-many');
    expect(steps).toHaveLength(11);
  }),
);

test.concurrent(
  'keeps the first 64 KiB of a body without end',
  staged(async (stage) => {
    const { last, took } = await answering(stage, (_, response) => {
      const more = (): void =>
        void (response.write('x'.repeat(10_000)) ? setImmediate(more) : response.once('drain', more));
      more();
    });
    expect(last).toMatchObject({ outcome: 'answer', status: 200, bodyCut: true });
    expect(last?.body).toHaveLength(65_536);
    expect(took).toBeLessThan(4_000);
  }),
);

test.concurrent(
  'does not unpack a bomb',
  staged(async (stage) => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(65_536);
    const { last } = await answering(stage, (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    expect(last).toMatchObject({ outcome: 'answer', status: 200, body: '', bodyCut: true });
  }),
);

test.concurrent(
  'unpacks a small page that came packed although nobody asked for it',
  staged(async (stage) => {
    const { last } = await answering(stage, (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync('Hello'));
    });
    expect(last).toMatchObject({ body: 'Hello', bodyCut: false });
  }),
);

test.concurrent(
  'keeps what came of a body that breaks off',
  staged(async (stage) => {
    const { last } = await visitOf(
      at(
        await peer(stage, (socket) =>
          socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this')),
        ),
      ),
    );
    expect(last).toMatchObject({ outcome: 'answer', status: 200, body: 'only this', bodyUnfinished: true });
  }),
);

test.concurrent(
  'does not go on for ever with answers before the answer',
  staged(async (stage) => {
    const { last } = await telling(stage, 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(1_000));
    expect(last?.outcome).toBe('too-big');
  }),
);

test.concurrent(
  'tells a server that hangs up from answers that are none',
  staged(async (stage) => {
    const hangsUp = (words: string) =>
      peer(stage, (socket) => socket.once('data', () => socket.end(words))).then((port) => visitOf(at(port)));
    const hints = await hangsUp('HTTP/1.1 103 Early Hints\r\n\r\n');
    expect(hints.last).toMatchObject({ outcome: 'closed', code: 'UND_ERR_SOCKET' });
    expect((await hangsUp('')).last).toMatchObject({ outcome: 'closed' });
    // Here it is we who cannot go on: the connection is open, and an answer may follow.
    const switching = await telling(
      stage,
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    );
    expect(switching.last).toMatchObject({ outcome: 'failed', code: 'INFORMATIONAL' });
    const going = await telling(
      stage,
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
    );
    expect(going.last).toMatchObject({ outcome: 'failed', code: 'INFORMATIONAL' });
  }),
);

test.concurrent(
  'does not read a head without end',
  staged(async (stage) => {
    const { last } = await telling(stage, `HTTP/1.1 200 OK\r\n${'x-more: 0123456789\r\n'.repeat(10_000)}`);
    expect(last?.outcome).toBe('too-big');
  }),
);

test.concurrent(
  'waits ten seconds for a head that comes byte by byte, and no longer',
  staged(async (stage) => {
    const { last, took } = await dripping(stage, 'HTTP/1.1 200 OK\r\nx-slow: ', 'x');
    expect(last).toMatchObject({ outcome: 'silent', code: 'ETIMEDOUT' });
    expect(took).toBeGreaterThan(9_900);
    expect(took).toBeLessThan(12_000);
  }),
);

test.concurrent(
  'waits five seconds for a body that comes byte by byte, and keeps what came',
  staged(async (stage) => {
    const { last, took } = await dripping(stage, 'HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n', 'x');
    expect(last).toMatchObject({ outcome: 'answer', status: 200, bodyUnfinished: true });
    expect(last?.body).toMatch(/^x{10,30}$/);
    expect(took).toBeGreaterThan(4_900);
    expect(took).toBeLessThan(7_000);
  }),
);

test.concurrent(
  'carries nothing over a connection whose certificate is not valid for the name',
  staged(async (stage) => {
    const { end, steps } = await visitOf({ ...(await site(stage)), ...targetOfAnother });
    expect(end).toBe('untrusted');
    expect(steps?.at(-1)).toMatchObject({ outcome: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  }),
);

test.concurrent(
  'borrows no address for a twin that DNS gives none',
  staged(async (stage) => {
    const { address: _address, ...target } = await site(stage, {
      plain: ({ https }) => `return 301 https://shop.com:${https}/;`,
    });
    const tcp = openPorts({ ...target, address: '127.0.0.1' });
    const { seen, gate } = await lookWith('http', target, { tcp, dns: { resolver: [], walk: [] } });
    const next = `https://shop.com:${target.ports.https}/`;
    expect(seen.visits.map(({ from, end, next: to }) => [from, end, to])).toEqual([
      ['http', 'failed', next],
      ['https', 'answer', undefined],
    ]);
    expect(gate.record.map(({ port }) => port)).toEqual([target.ports.http, target.ports.https]);
  }),
);

test.concurrent(
  'tries the next address of the twin when one does not accept the connection',
  staged(async (stage) => {
    const { address: _address, ...rest } = await site(stage, {
      plain: ({ https }) => `return 301 https://shop.com:${https}/;`,
    });
    const records = ['www A 127.0.0.1', '@ A 127.0.0.3', '@ A 127.0.0.1'];
    const target = { ...rest, resolver: await nsd(stage, { 'shop.com': records }) };
    const { seen: dns } = await lookWith('dns', target);
    const tcp = openPorts({ ...target, address: '127.0.0.1' });
    const { seen } = await lookWith('http', target, { tcp, dns });
    expect(seen.visits).toMatchObject([
      { end: 'answer', steps: [{}, { address: '127.0.0.1', status: 200 }] },
    ]);
  }),
);
