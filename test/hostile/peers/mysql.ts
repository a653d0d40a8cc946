import { generateKeyPairSync } from 'node:crypto';
import type { Socket } from 'node:net';
import { expect } from 'vitest';
import { questions } from '../../../src/model/database.ts';
import { greeting, packet, switchTo, wantsPassword } from '../../support/servers/mysql-peer.ts';
import { peer } from '../../support/servers/peer.ts';
import type { Stage } from '../../support/stage.ts';
import { benignPage } from '../benign.ts';
import { drip, flood } from '../drip.ts';
import { obeyed, type Expected, type Lair, type Peer } from '../peer.ts';

const password = 'correct horse battery staple';

/** What one client said, packet by packet (MySQL: Protocol::Packet). */
const packetsIn = (said: Buffer): Buffer[] => {
  const packets: Buffer[] = [];
  for (let at = 0; at + 4 <= said.length; at += 4 + said.readUIntLE(at, 3))
    packets.push(said.subarray(at + 4, at + 4 + said.readUIntLE(at, 3)));
  return packets;
};

const localFiles = 0x80;

/** The answer to a challenge (SHA-1 or SHA-256), nothing, or goodbye (COM_QUIT). */
const lengthsOfAnswers = new Set([0, 1, 20, 32]);

/** The statement that does nothing (MySQL: DO statement), and those that only read; each a COM_QUERY. */
const statements = new Set(['DO 0', ...questions.map(({ sql }) => sql)].map((sql) => `\u0003${sql}`));

/** What the nonce of ours, laid over what was said, would bring to light (MySQL: the obfuscation of sha256_password). */
const unmasked = (said: Buffer): Buffer[] =>
  Array.from({ length: 20 }, (_, shift) =>
    Buffer.from(said.map((byte, at) => byte ^ ((at + shift) % 21 === 20 ? 0 : 0x6e))),
  );

/** The password is in nothing that was said, in no form from which it comes back, and no file was offered or sent. */
const expectNoSecret = (connections: readonly Buffer[]): void => {
  for (const said of connections) {
    for (const seen of [said, ...unmasked(said)]) expect(seen.includes(password.slice(0, 8))).toBe(false);
    expect(said.includes('root:')).toBe(false);
    const [login, ...later] = packetsIn(said);
    if (!login) continue;
    expect(login.readUInt32LE(0) & localFiles).toBe(0);
    const others = later.filter(({ length }) => !lengthsOfAnswers.has(length)).map(String);
    expect(others.filter((one) => !statements.has(one))).toEqual([]);
  }
};

/** A database of this manner, on this computer, whose user has a password. */
const lurking = async (stage: Stage, onSocket: (socket: Socket) => void): Promise<Lair> => {
  const connections: Buffer[] = [];
  const http = await benignPage(stage);
  const db = await peer(stage, (socket) => {
    const own = connections.push(Buffer.alloc(0)) - 1;
    socket.on('data', (chunk: Buffer) => {
      connections[own] = Buffer.concat([connections[own] ?? Buffer.alloc(0), chunk]);
    });
    onSocket(socket);
  });
  return {
    http,
    db,
    args: ['--db-host', '127.0.0.1', '--db-user', 'shop'],
    env: { INFRA_TUTOR_DB_PASSWORD: password },
    afterwards: () => {
      expect(connections.length).toBeGreaterThan(0);
      expectNoSecret(connections);
    },
  };
};

const database = (
  name: string,
  expected: Expected,
  onSocket: (socket: Socket) => void,
  timeout?: number,
): Peer => ({
  name,
  expected,
  ...(timeout ? { timeout } : {}),
  lurk: (stage) => lurking(stage, onSocket),
});

/** Greets, and answers each packet of the client with the next of these; the last is said again and again. */
const replying =
  (hello: Buffer, ...replies: readonly Buffer[]) =>
  (socket: Socket): void => {
    let next = 0;
    socket.write(hello);
    socket.on('data', (chunk: Buffer) => {
      const reply = replies[Math.min(next, replies.length - 1)];
      next += 1;
      if (reply) socket.write(packet((chunk[3] ?? 0) + 1, reply));
    });
  };

const native = greeting('mysql_native_password');
const sha2 = greeting('caching_sha2_password');

const broken = (firstBroken: string): Expected => ({
  hops: { web: 'ok', db: 'broken' },
  firstBroken,
  exit: 1,
});

const unclear: Expected = { hops: { web: 'ok', db: 'unknown' }, exit: 3 };

/** A database answers there, whatever it wants besides. */
const kept: Expected = { hops: { web: 'ok', db: 'ok' }, exit: 0 };

/** The greeting with more capabilities: the upper and the lower half stand apart (Protocol::HandshakeV10). */
const offering = (hello: Buffer, capabilities: number): Buffer => {
  const bytes = Buffer.from(hello);
  const at = bytes.indexOf(0, 5) + 1 + 13;
  bytes.writeUInt16LE(bytes.readUInt16LE(at) | (capabilities & 0xffff), at);
  bytes.writeUInt16LE(bytes.readUInt16LE(at + 5) | (capabilities >>> 16), at + 5);
  return bytes;
};

const [tls, compression, manyFactors] = [0x800, 0x20, 0x1000_0000];

/** ERR_Packet */
const refusal = (number: number, words: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, number & 255, number >> 8]), Buffer.from(`#28000${words}`)]);

const okay = Buffer.from([0, 0, 0, 2, 0, 0, 0]);

const rogueKey = (): Buffer => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return Buffer.concat([
    Buffer.from([1]),
    Buffer.from(publicKey.export({ type: 'spki', format: 'pem' }) as string),
  ]);
};

const giant = Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 1]), Buffer.alloc(16_380, 1)]);

const silences: readonly Peer[] = [
  database('says nothing', broken('db/handshake/silent'), () => {}),
  database('greets byte by byte', unclear, (socket) => drip(socket, native.subarray(0, 10), '1', 250), 3),
  database('greets and closes', unclear, (socket) => socket.end(native)),
  database('greets and says no more', unclear, (socket) => void socket.write(native), 3),
  database('closes in the middle of its greeting', broken('db/handshake/closed'), (socket) =>
    socket.end(native.subarray(0, 30)),
  ),
];

const others: readonly Peer[] = [
  database(
    'speaks the protocol of 1998 (version 9)',
    broken('db/handshake/not-mysql'),
    (socket) => void socket.write(packet(0, Buffer.from('\u00093.20.0\0\u0001\0\0\0nnnnnnnn\0'))),
  ),
  database('a first packet of sixteen megabytes, without end', broken('db/handshake/not-mysql'), (socket) =>
    flood(socket, Buffer.from([0xff, 0xff, 0xff, 0, 10]), Buffer.alloc(16_384, 0x38)),
  ),
  database(
    'speaks HTTP, and commands the terminal',
    broken('db/handshake/not-mysql'),
    (socket) => void socket.write(`HTTP/1.1 400 ${obeyed}\r\n\r\n`),
  ),
  database(
    'its version and its plugin command the terminal',
    { ...kept, says: /MySQL 8\.0/ },
    replying(greeting(`mysql_native_password${obeyed}`, `8.0${obeyed}`), okay),
  ),
  database(
    'the words of its refusal command the terminal',
    { ...broken('db/login/access-denied'), says: /error 1045/ },
    replying(native, refusal(1045, obeyed)),
  ),
  database(
    'refuses at once, and its words command the terminal',
    broken('db/handshake/too-many-connections'),
    (socket) => void socket.write(packet(0, refusal(1040, obeyed))),
  ),
];

const thieves: readonly Peer[] = [
  database('asks for the password in clear', kept, replying(native, switchTo('mysql_clear_password'))),
  database(
    'wants the full authentication, with a key of its own',
    kept,
    replying(sha2, switchTo('caching_sha2_password'), wantsPassword, rogueKey()),
  ),
  database(
    'wants sha256_password, with a key of its own',
    kept,
    replying(greeting('sha256_password'), switchTo('sha256_password'), rogueKey()),
  ),
  database('sends a key that nobody asked for', kept, replying(sha2, rogueKey())),
  database(
    'asks for the hash of before 4.1',
    broken('db/login/old-password'),
    replying(native, Buffer.from([0xfe])),
  ),
  database('asks for it in a dialog (PAM)', kept, replying(native, switchTo('dialog'))),
  database('asks for a second factor, in clear', kept, (socket) =>
    replying(
      offering(native, manyFactors),
      Buffer.concat([Buffer.from([2]), switchTo('mysql_clear_password').subarray(1)]),
    )(socket),
  ),
  database(
    'names a plugin like a part of every object',
    kept,
    replying(greeting('__proto__'), switchTo('constructor')),
  ),
  database('switches for ever', unclear, replying(native, switchTo('mysql_native_password')), 3),
  database(
    'asks for a file as the answer to the login',
    unclear,
    replying(native, Buffer.from(`\u00fb/etc/passwd${obeyed}`, 'latin1')),
  ),
  database(
    'asks for a file after the login',
    kept,
    replying(native, okay, Buffer.from('\u00fb/etc/passwd', 'latin1')),
  ),
  database(
    'asks for a file when it is asked about itself',
    kept,
    replying(native, okay, okay, Buffer.from('\u00fb/etc/passwd', 'latin1')),
  ),
  database(
    'offers TLS, and asks for the password over it',
    kept,
    replying(offering(sha2, tls), switchTo('mysql_clear_password')),
  ),
  database(
    'offers TLS, and garbage in its place',
    unclear,
    replying(offering(native, tls), Buffer.alloc(300, 0x16)),
  ),
];

const floods: readonly Peer[] = [
  database('packets of sixteen megabytes after the greeting', unclear, (socket) =>
    flood(socket, native, giant),
  ),
  database('packets without a byte, without end', unclear, (socket) => {
    let number = 1;
    const empty = (): Buffer => {
      number = (number + 1) % 256;
      return packet(number, Buffer.alloc(0));
    };
    drip(socket, native, Buffer.concat(Array.from({ length: 512 }, empty)), 5);
  }),
  database('numbers its packets as it likes', unclear, (socket) => flood(socket, native, packet(77, okay))),
  database(
    'speaks compressed, although nobody asked',
    unclear,
    replying(offering(native, compression), Buffer.from([0x78, 0x9c, 0xff])),
  ),
  database('rows without end after the login', kept, (socket) => {
    socket.write(native);
    socket.once('data', () => {
      socket.write(packet(2, okay));
      socket.once('data', () =>
        flood(socket, packet(1, Buffer.from([1])), packet(2, Buffer.alloc(8_000, 0x31))),
      );
    });
  }),
  database('rows without end when it is asked about itself', kept, (socket) => {
    socket.write(native);
    let heard = 0;
    socket.on('data', () => {
      heard += 1;
      if (heard === 1) socket.write(packet(2, okay));
      if (heard === 2) socket.write(packet(1, okay));
      if (heard === 3) flood(socket, packet(1, Buffer.from([1])), packet(2, Buffer.alloc(8_000, 0x31)));
    });
  }),
];

export const mysqlPeers: readonly Peer[] = [...silences, ...others, ...thieves, ...floods];
