import { createServer } from 'node:tls';
import { expect, test } from 'vitest';
import { makeAuthority } from '../../src/lab/authority.ts';
import { issued, leafOf, sending } from '../support/certificates.ts';
import { lookWith, openPorts } from '../support/looking.ts';
import { listening, peer, says } from '../support/servers/peer.ts';
import { site } from '../support/site.ts';
import { staged, type Stage } from '../support/stage.ts';
import { closed, siteName, targetFor } from '../support/target.ts';
import type { Target } from '../../src/model/target.ts';

const handshakeWith = async (target: Target) => {
  const { seen, ms } = await lookWith('tls', target, { tcp: openPorts(target) });
  return { ...seen.handshakes[0], took: ms };
};

const at = (https: number) => targetFor({ ports: { ...closed, https } });

test.concurrent(
  'sees the chain that was sent, leaf first, without what it trusts itself',
  staged(async (stage) => {
    const root = makeAuthority('root');
    const between = makeAuthority('between', root);
    const certificate = sending(leafOf(between), [between], root);
    const seen = await handshakeWith(await site(stage, { certificate }));
    expect(seen.chain?.map(({ subject, issuer }) => [subject, issuer])).toEqual([
      ['CN=www.shop.com', 'CN=between'],
      ['CN=between', 'CN=root'],
    ]);
    expect(seen).toMatchObject({ outcome: 'handshake', verification: 'ok' });
  }),
);

test.concurrent(
  'shows several things that are wrong at once',
  staged(async (stage) => {
    const certificate = issued({ names: ['other.com'], from: -20, until: -10 });
    const { chain, verification } = await handshakeWith(await site(stage, { certificate }));
    expect(chain?.[0]?.names).toEqual(['other.com']);
    expect(Date.parse(chain?.[0]?.notAfter ?? '')).toBeLessThan(Date.now());
    expect(verification).toBe('CERT_HAS_EXPIRED');
  }),
);

/** A server that keeps what visitors tell it. */
const listener = async (stage: Stage) => {
  const { chain, key } = issued();
  const names: string[] = [];
  let said = 0;
  const server = createServer({
    cert: chain,
    key,
    SNICallback: (name, done) => {
      names.push(name);
      done(null);
    },
  });
  server.on('secureConnection', (socket) => socket.on('data', (chunk) => (said += chunk.length)));
  return { port: await listening(stage, server), names, said: () => said };
};

test.concurrent(
  'names the site in both handshakes, and sends no data',
  staged(async (stage) => {
    const { port, names, said } = await listener(stage);
    const { outcome } = await handshakeWith(at(port));
    expect(outcome).toBe('handshake');
    expect(names).toEqual([siteName, siteName]);
    expect(said()).toBe(0);
  }),
);

test.concurrent(
  'names nobody when an address was typed',
  staged(async (stage) => {
    const { port, names } = await listener(stage);
    const typed = targetFor({ typed: '127.0.0.1', ports: { ...closed, https: port } });
    expect((await handshakeWith(typed)).outcome).toBe('handshake');
    expect(names).toEqual([]);
  }),
);

test.concurrent(
  'tells what is no TLS from what closes',
  staged(async (stage) => {
    const [plain, closing] = await Promise.all([
      says(stage, 'HTTP/1.1 400 Bad Request\r\n\r\n'),
      peer(stage, (socket) => socket.resetAndDestroy()),
    ]);
    expect((await handshakeWith(at(plain))).outcome).toBe('not-tls');
    expect((await handshakeWith(at(closing))).outcome).toBe('closed');
  }),
);

test.concurrent(
  'gives up after five seconds although a byte comes every now and then',
  staged(async (stage) => {
    const port = await peer(stage, (socket) => {
      socket.write(Buffer.from([0x16, 3, 3, 0x40, 0, 2]));
      const drip = setInterval(() => socket.write(Buffer.from([0])), 300);
      socket.once('close', () => clearInterval(drip));
    });
    const { outcome, took } = await handshakeWith(at(port));
    expect(outcome).toBe('silent');
    expect(took).toBeGreaterThan(4_900);
    expect(took).toBeLessThan(7_000);
  }),
);
