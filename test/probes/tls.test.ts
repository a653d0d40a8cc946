import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:tls';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { makeAuthority } from '../../src/lab/authority.ts';
import { issued, leafOf, sending } from '../support/certificates.ts';
import { lookWith, openPorts } from '../support/looking.ts';
import { listening, peer, says } from '../support/servers/peer.ts';
import { program } from '../support/servers/program.ts';
import { folder } from '../support/servers/run.ts';
import { sshd } from '../support/servers/sshd.ts';
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
    expect(await handshakeWith(at(plain))).toMatchObject({
      outcome: 'not-tls',
      firstBytes: 'HTTP/1.1 400 Bad Request\r\n\r\n',
    });
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

test.concurrent(
  'hears a service that speaks first, and no more of it than 64 bytes',
  staged(async (stage) => {
    const [{ port }, endless] = await Promise.all([
      sshd(stage),
      peer(stage, (socket) => socket.write('x'.repeat(100_000))),
    ]);
    expect((await handshakeWith(at(port))).firstBytes).toMatch(/^SSH-2\.0-/);
    expect((await handshakeWith(at(endless))).firstBytes).toBe('x'.repeat(64));
  }),
);

test.concurrent(
  'asks without a name only when the certificate is for other names',
  staged(async (stage) => {
    const { chain, key } = issued({ names: ['other.com'] });
    const target = at(await listening(stage, createServer({ cert: chain, key })));
    const { seen, gate } = await lookWith('tls', target, { tcp: openPorts(target) });
    const [shown] = seen.handshakes;
    expect(shown?.withoutName).toEqual({
      outcome: 'handshake',
      fingerprint256: shown?.chain[0]?.fingerprint256,
    });
    expect(gate.record).toHaveLength(3);
  }),
);

test.concurrent(
  'tells the kind of key and with what the certificate is signed',
  staged(async (stage) => {
    const { chain } = await handshakeWith(await site(stage));
    expect(chain?.[0]).toMatchObject({ key: { type: 'ec' }, signedWith: '1.2.840.10045.4.3.2' });
  }),
);

/** A server with a certificate that OpenSSL makes, for what no authority of ours writes into one. */
const withCertificate = async (
  stage: Stage,
  { subject = '/CN=www.shop.com', names = 'DNS:www.shop.com', edit = (der: Buffer) => der },
): Promise<number> => {
  const { path } = await folder(stage);
  const openssl = await program('openssl');
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '9'];
  await promisify(execFile)(openssl, [
    'req',
    ...kind,
    '-subj',
    subject,
    '-addext',
    `subjectAltName=critical,${names}`,
    '-keyout',
    `${path}/key.pem`,
    '-out',
    `${path}/cert.pem`,
  ]);
  const pem = await readFile(`${path}/cert.pem`, 'utf8');
  const der = edit(Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64'));
  const cert = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
  const server = createServer({ cert, key: await readFile(`${path}/key.pem`) });
  server.on('tlsClientError', () => {});
  return listening(stage, server);
};

/** The second UTCTime (`YYMMDDhhmmssZ`) is the end; its month becomes 13. */
const monthThirteen = (der: Buffer): Buffer => {
  const text = der.toString('latin1');
  // eslint-disable-next-line no-control-regex -- the tag and the length in front of the digits
  const end = [...text.matchAll(/\x17\x0d\d{12}Z/g)][1]?.index ?? 0;
  return Buffer.from(`${text.slice(0, end + 4)}13${text.slice(end + 6)}`, 'latin1');
};

test.concurrent(
  'sees a certificate whose date is none, and lets go of its connections',
  staged(async (stage) => {
    const port = await withCertificate(stage, { edit: monthThirteen });
    const target = at(port);
    const { seen, gate } = await lookWith('tls', target, { tcp: openPorts(target) });
    const [leaf] = seen.handshakes[0]?.chain ?? [];
    expect(leaf?.names).toEqual(['www.shop.com']);
    expect(leaf).toHaveProperty('notBefore');
    expect(leaf).not.toHaveProperty('notAfter');
    expect(gate.record).toHaveLength(2);
  }),
);

/** ecdsa-with-SHA256 at the end, where the signature is named again, becomes a number without end. */
const endlessAlgorithm = (der: Buffer): Buffer => {
  const place = der.lastIndexOf(Buffer.from('06082a8648ce3d040302', 'hex')) + 2;
  return Buffer.concat([
    der.subarray(0, place),
    Buffer.alloc(7, 0xff),
    Buffer.of(0x7f),
    der.subarray(place + 8),
  ]);
};

test.concurrent(
  'sees a certificate that names no algorithm that there is',
  staged(async (stage) => {
    const { chain } = await handshakeWith(at(await withCertificate(stage, { edit: endlessAlgorithm })));
    expect(chain?.[0]).toMatchObject({ names: ['www.shop.com'] });
    expect(chain?.[0]).not.toHaveProperty('signedWith');
  }),
);

test.concurrent(
  'sees a certificate without a subject',
  staged(async (stage) => {
    const { chain } = await handshakeWith(at(await withCertificate(stage, { subject: '/' })));
    expect(chain?.[0]).toMatchObject({ subject: '', issuer: '', names: ['www.shop.com'] });
  }),
);

test.concurrent(
  'takes for a name only what stands there as one, and writes addresses in one way',
  staged(async (stage) => {
    const names =
      'URI:http://DNS:shop.com,IP:::1,email:a@DNS.com,DNS:*.Other.com,IP:127.0.0.1,URI:a:b%2c DNS:evil.com';
    const { chain } = await handshakeWith(at(await withCertificate(stage, { names })));
    expect(chain?.[0]?.names).toEqual(['::1', '*.other.com', '127.0.0.1']);
  }),
);

test.concurrent(
  'keeps a hundred of thousands of names, those of the site among them',
  staged(async (stage) => {
    const many = Array.from({ length: 1_500 }, (_, index) => `DNS:a${index}.com`);
    const names = [...many, 'DNS:*.shop.com', 'DNS:shop.com'].join(',');
    const { chain } = await handshakeWith(at(await withCertificate(stage, { names })));
    expect(chain?.[0]?.names).toHaveLength(100);
    expect(chain?.[0]?.names.slice(0, 3)).toEqual(['*.shop.com', 'shop.com', 'a0.com']);
    expect(chain?.[0]?.nameCount).toBe(1_502);
  }),
);

test.concurrent(
  'does not say what a certificate is worth when nobody let it verify that',
  staged(async (stage) => {
    const { chain: cert, key } = issued();
    let visits = 0;
    const server = createServer({ cert, key });
    server.prependListener('connection', (socket) => {
      visits += 1;
      if (visits === 2) socket.resetAndDestroy();
    });
    const { chain, verification, outcome } = await handshakeWith(at(await listening(stage, server)));
    expect([outcome, chain?.length, verification]).toEqual(['handshake', 1, undefined]);
  }),
);
