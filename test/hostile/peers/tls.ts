import type { Socket } from 'node:net';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { makeAuthority } from '../../../src/lab/authority.ts';
import { makeCertificate } from '../../../src/lab/certificate.ts';
import { issued, leafOf, sending, type Issued } from '../../support/certificates.ts';
import { folder } from '../../support/servers/run.ts';
import { listening, peer } from '../../support/servers/peer.ts';
import type { Stage } from '../../support/stage.ts';
import { siteName } from '../../support/target.ts';
import { benignPage, sendingToHttps } from '../benign.ts';
import { drip, flood } from '../drip.ts';
import { obeyed, onceAsked, type Expected, type Lair, type Peer } from '../peer.ts';

/** The same at both web ports. */
const everywhere = async (stage: Stage, onSocket?: (socket: Socket) => void): Promise<Lair> => {
  const [http, https] = await Promise.all([peer(stage, onSocket), peer(stage, onSocket)]);
  return { http, https };
};

/** A web server without fault over plain HTTP, and this at the https port. */
const beside = async (stage: Stage, onSocket: (socket: Socket) => void): Promise<Lair> => {
  const [http, https] = await Promise.all([benignPage(stage), peer(stage, onSocket)]);
  return { http, https };
};

const broken = (firstBroken: string): Expected => ({
  hops: { server: 'ok', tls: 'broken', web: 'ok' },
  firstBroken,
  exit: 1,
});

const unclear: Expected = { hops: { server: 'ok', tls: 'unknown', web: 'ok' }, exit: 3 };

/** The page behind it is not waited for, either. */
const unwaited: Expected = { hops: { server: 'ok', tls: 'unknown', web: 'unknown' }, exit: 3 };

const record = (type: number, payload: Buffer, length = payload.length): Buffer =>
  Buffer.concat([Buffer.from([type, 3, 3, length >> 8, length & 255]), payload]);

const [alert, handshake] = [0x15, 0x16];

/** Once the client has said hello. */
const shaking = onceAsked(beside);

/** `no_certificate`, and `user_canceled`: warnings. */
const warning = record(alert, Buffer.from([1, 90]));

const transport: readonly Peer[] = [
  {
    name: 'accepts connections and says nothing',
    timeout: 3,
    expected: { hops: { server: 'ok', tls: 'unknown', web: 'unknown' }, exit: 3 },
    lurk: (stage) => everywhere(stage),
  },
  {
    name: 'accepts connections and resets them',
    expected: { hops: { server: 'ok', tls: 'broken' }, firstBroken: 'tls/handshake/closed', exit: 1 },
    lurk: (stage) => everywhere(stage, (socket) => void setTimeout(() => socket.resetAndDestroy(), 200)),
  },
  {
    name: 'accepts connections and closes them',
    expected: { hops: { server: 'ok', tls: 'broken' }, firstBroken: 'tls/handshake/closed', exit: 1 },
    lurk: (stage) => everywhere(stage, (socket) => socket.end()),
  },
  {
    name: 'pours bytes into every connection',
    expected: {
      hops: { server: 'ok', tls: 'broken', web: 'broken' },
      firstBroken: 'tls/handshake/not-tls',
      exit: 1,
    },
    lurk: (stage) => everywhere(stage, (socket) => flood(socket, '', Buffer.alloc(16_384, 0xff))),
  },
];

const handshakes: readonly Peer[] = [
  shaking(
    'a ServerHello byte by byte',
    unwaited,
    (socket) => drip(socket, Buffer.from([handshake, 3, 3, 0x3f, 0xff, 2, 0, 0x3f]), Buffer.from([0]), 250),
    3,
  ),
  shaking('a record longer than records may be', broken('tls/handshake/not-tls'), (socket) =>
    flood(socket, record(handshake, Buffer.alloc(0), 0xffff), Buffer.alloc(16_384)),
  ),
  shaking('a handshake message of sixteen megabytes', unclear, (socket) =>
    flood(
      socket,
      record(handshake, Buffer.from([2, 0xff, 0xff, 0xff])),
      record(handshake, Buffer.alloc(16_000, 3)),
    ),
  ),
  shaking('warnings without end', unclear, (socket) => flood(socket, '', warning)),
  shaking('records without a byte, without end', unclear, (socket) =>
    flood(socket, '', Buffer.concat(Array.from({ length: 500 }, () => record(handshake, Buffer.alloc(0))))),
  ),
  shaking(
    'requests to begin again (HelloRequest), without end',
    unwaited,
    (socket) =>
      drip(
        socket,
        '',
        Buffer.concat(Array.from({ length: 50 }, () => record(handshake, Buffer.alloc(4)))),
        20,
      ),
    3,
  ),
  shaking('plain text where TLS is expected', broken('tls/handshake/plain-http'), (socket) =>
    socket.end(`HTTP/1.1 400 ${obeyed}\r\n\r\n`),
  ),
  shaking(
    'an alert with a number that nobody knows',
    unwaited,
    (socket) => void socket.write(record(alert, Buffer.from([2, 254]))),
    3,
  ),
];

const authorityFile = async (stage: Stage, pem: string): Promise<string> =>
  (await folder(stage)).write('ca.pem', pem);

type OnSecure = (socket: TLSSocket, raw: Socket) => void;

const page: OnSecure = (socket) =>
  void socket.once('data', () =>
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nShop'),
  );

/** TLS with this certificate, whose authority is trusted, and this inside. */
const secured = async (
  stage: Stage,
  certificate: Issued,
  onSecure: OnSecure = page,
  options: TlsOptions = {},
): Promise<Lair> => {
  const server = createServer({ cert: certificate.chain, key: certificate.key, ...options });
  const raws = new Map<number | undefined, Socket>();
  server.on('connection', (raw: Socket) => {
    raws.set(raw.remotePort, raw);
    raw.once('close', () => raws.delete(raw.remotePort));
  });
  server.on('tlsClientError', () => {});
  server.on('secureConnection', (socket) => {
    socket.on('error', () => {});
    const raw = raws.get(socket.remotePort);
    if (raw) onSecure(socket, raw);
  });
  const [https, ca] = await Promise.all([listening(stage, server), authorityFile(stage, certificate.ca)]);
  const http = await sendingToHttps(stage, siteName, https);
  return { http, https, args: ['--ca', ca] };
};

const certified = (
  name: string,
  expected: Expected,
  certificate: () => Issued,
  onSecure?: OnSecure,
  options?: TlsOptions & { readonly timeout?: number },
): Peer => ({
  name,
  expected,
  ...(options?.timeout ? { timeout: options.timeout } : {}),
  lurk: (stage) => secured(stage, certificate(), onSecure, options),
});

const fine: Expected = { hops: { server: 'ok', tls: 'ok', web: 'ok' }, exit: 0 };

/** Makes every second of UTC a date that is none: the month is 13. */
const undated = (pem: string): string => {
  const der = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
  const text = der.toString('latin1').replace(/(\d\d)\d\d(\d{8}Z)/g, '$113$2');
  const body =
    Buffer.from(text, 'latin1')
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${body.join('\n')}\n-----END CERTIFICATE-----\n`;
};

const many = (count: number): string[] => [
  ...Array.from({ length: count }, (_, at) => `name-${at}.example.com`),
  siteName,
];

const certificates: readonly Peer[] = [
  certified('a certificate for two thousand names', { ...fine, says: /it is for .* more/ }, () =>
    issued({ names: many(2_000) }),
  ),
  certified('a chain of two hundred kilobytes', unclear, () => {
    const root = makeAuthority('test authority');
    const ballast = Array.from({ length: 4 }, () => leafOf(root, { names: many(2_000) }));
    return sending(leafOf(root), ballast, root);
  }),
  certified(
    'a certificate whose names command the terminal, signed by itself',
    { ...broken('tls/name-matches/default-certificate'), says: /\^\[\[31m/ },
    () => {
      const own = leafOf(undefined, { names: [obeyed, `${obeyed}.com`, 'a\0www.shop.com'] });
      return sending(own, [], own);
    },
  ),
  certified('a certificate whose authority commands the terminal', { ...fine, says: /CN=.*\[31m/ }, () => {
    const root = makeAuthority(obeyed);
    return sending(leafOf(root), [], root);
  }),
  certified('a certificate for a name with a NUL in it', broken('tls/name-matches/default-certificate'), () =>
    issued({ names: [`${siteName}\0.evil.com`] }),
  ),
  certified('a certificate whose dates are no dates', unclear, () => {
    const { chain, ...rest } = issued();
    return { ...rest, chain: undated(chain) };
  }),
  certified(
    'an authority that signs itself as the site, with a date in the year 9999',
    { ...fine, hops: { ...fine.hops, tls: 'warn' } },
    () => {
      const root = makeAuthority('test authority');
      const own = makeCertificate({
        subject: siteName,
        names: [siteName],
        notBefore: new Date('1950-01-01'),
        notAfter: new Date('9999-12-31T23:59:59Z'),
        signedBy: root,
      });
      return sending(own, [], root);
    },
  ),
];

const webBroken = (firstBroken: string): Expected => ({
  hops: { server: 'ok', tls: 'ok', web: 'broken' },
  firstBroken,
  exit: 1,
});

const webUnclear: Expected = { hops: { server: 'ok', tls: 'ok', web: 'unknown' }, exit: 3 };

const afterwards: readonly Peer[] = [
  certified('garbage after the handshake, inside TLS', webBroken('web/answers/not-http'), issued, (socket) =>
    flood(socket, '', Buffer.alloc(1_000, 0x9b)),
  ),
  certified(
    'garbage after the handshake, below TLS',
    webUnclear,
    issued,
    (_, raw) => void raw.write(Buffer.alloc(4_000, 0x9b)),
  ),
  certified('hangs up after the handshake', webBroken('web/answers/empty-reply'), issued, (_, raw) =>
    raw.destroy(),
  ),
  certified(
    'wants to begin again without end (renegotiation)',
    webUnclear,
    issued,
    (socket) => {
      socket.setMaxListeners(0);
      const again = setInterval(() => {
        if (!socket.destroyed) socket.renegotiate({}, () => {});
      }, 5);
      socket.once('close', () => clearInterval(again));
    },
    { maxVersion: 'TLSv1.2', timeout: 3 },
  ),
];

export const tlsPeers: readonly Peer[] = [...transport, ...handshakes, ...certificates, ...afterwards];
