import { createSocket, type RemoteInfo, type Socket as Datagrams } from 'node:dgram';
import type { Socket } from 'node:net';
import { datagrams, datagramsBeside } from '../../support/servers/datagrams.ts';
import { peer } from '../../support/servers/peer.ts';
import type { Stage } from '../../support/stage.ts';
import { benignPage } from '../benign.ts';
import * as wire from '../dns-wire.ts';
import { obeyed, type Expected, type Lair, type Peer } from '../peer.ts';

/** What is done with one question; `say` sends a datagram back. */
type Manner = (query: Buffer, say: (message: Buffer) => void, from: RemoteInfo, socket: Datagrams) => void;

/** A resolver of this manner in front of a page as any server shows it. */
const inFrontOf = async (stage: Stage, manner: Manner): Promise<Lair> => {
  const http = await benignPage(stage);
  const { port: resolver } = await datagrams(stage, (query, from, socket) =>
    manner(query, (message) => socket.send(message, from.port, from.address, () => {}), from, socket),
  );
  return { resolver, http };
};

const fine: Expected = {
  hops: { dns: 'ok', server: 'ok', web: 'ok' },
  exit: 0,
  says: /www\.shop\.com is 127\.0\.0\.1 \(TTL 60 s\)/,
};

const unread: Expected = { hops: { dns: 'unknown', server: 'blocked', web: 'blocked' }, exit: 3 };

const unwaited: Expected = { ...unread, says: /was not waited for: the check was ended first/ };

const untold: Expected = {
  hops: { dns: 'broken', server: 'blocked', web: 'blocked' },
  firstBroken: 'dns/resolves/tcp-blocked',
  exit: 1,
  says: /the answer is too long for UDP, and over TCP it did not come/,
};

const noAddress: Expected = {
  hops: { dns: 'broken', server: 'blocked', web: 'blocked' },
  firstBroken: 'dns/resolves/nodata',
  exit: 1,
};

/** Says something else first, and then the truth: what is not the answer must be passed over. */
const before = (name: string, lie: (query: Buffer) => Buffer): Peer => ({
  name,
  expected: fine,
  lurk: (stage) =>
    inFrontOf(stage, (query, say) => {
      say(lie(query));
      say(wire.truth(query));
    }),
});

/** Answers every question with this message. */
const answering = (name: string, expected: Expected, message: (query: Buffer) => Buffer): Peer => ({
  name,
  expected,
  lurk: (stage) => inFrontOf(stage, (query, say) => say(message(query))),
});

const wrong = '127.0.0.66';

const spoofed = (query: Buffer, message: wire.Message = {}): Buffer =>
  wire.reply(query, { answers: [wire.a(wrong)], ...message });

const otherQuestion = Buffer.concat([wire.nameOf('www.other.com'), Buffer.from([0, 1, 0, 1])]);

const spoofs: readonly Peer[] = [
  before('another id, before the answer', (query) => spoofed(query, { id: query.readUInt16BE(0) ^ 1 })),
  before('another question, before the answer', (query) => spoofed(query, { question: otherQuestion })),
  before('no question at all, before the answer', (query) =>
    spoofed(query, { question: Buffer.alloc(0), answers: [wire.a(wrong, wire.nameOf('www.shop.com'))] }),
  ),
  before('a datagram without a byte, before the answer', () => Buffer.alloc(0)),
  before('the question itself (no QR bit), before the answer', (query) => spoofed(query, { flags: 0x0100 })),
  before('an answer to an update (opcode 5), before the answer', (query) =>
    spoofed(query, { flags: 0xa980 }),
  ),
  before('eleven bytes of a header, before the answer', (query) => wire.truth(query).subarray(0, 11)),
  {
    name: 'an answer from another port and from another address, before the answer',
    expected: fine,
    async lurk(stage) {
      const others = await Promise.all(
        ['127.0.0.1', '127.0.0.3'].map(async (address) => {
          const socket = createSocket('udp4');
          await new Promise<void>((resolve) => socket.bind(0, address, resolve));
          stage.defer(() => new Promise<void>((resolve) => socket.close(resolve)));
          return socket;
        }),
      );
      return inFrontOf(stage, (query, say, { port, address }) => {
        for (const other of others) other.send(spoofed(query), port, address);
        setTimeout(() => say(wire.truth(query)), 50);
      });
    },
  },
];

const bad = (name: string, message: (query: Buffer) => Buffer): Peer => answering(name, unread, message);

const ownedBy = (owner: Buffer) => (query: Buffer) => wire.reply(query, { answers: [wire.a(wrong, owner)] });

/** Where the first answer begins. */
const answersAt = (query: Buffer): number => wire.reply(query).length;

/** The truth, where an address was asked for; otherwise nothing that could be taken for one. */
const a4 = (query: Buffer): Buffer =>
  wire.typeOf(query) === wire.types.A
    ? wire.a('127.0.0.1')
    : wire.record({ type: wire.types.TXT, data: Buffer.from([0]) });

const opt = (tail: Buffer, length = tail.length): Buffer =>
  wire.record({
    owner: Buffer.from([0]),
    type: wire.types.OPT,
    class: 1232,
    ttl: 0x00ff_0000,
    data: tail,
    length,
  });

const spoilt: readonly Peer[] = [
  bad('a name that points to itself', (query) => ownedBy(wire.pointer(answersAt(query)))(query)),
  bad('a name that points forward', (query) => ownedBy(wire.pointer(answersAt(query) + 4))(query)),
  bad('a name that points beyond the message', ownedBy(wire.pointer(0x3fff))),
  bad('two names that point to each other', (query) => {
    const at = answersAt(query);
    return wire.reply(query, {
      answers: [wire.cname(wire.pointer(at + 14), wire.pointer(at + 12)), wire.a(wrong)],
    });
  }),
  bad('a name that points into the header', ownedBy(wire.pointer(4))),
  bad(
    'a name longer than 255 bytes',
    ownedBy(wire.labels(...Array.from({ length: 5 }, () => 'x'.repeat(63)))),
  ),
  bad('a name that grows with every pointer', (query) => {
    const at = answersAt(query);
    const steps = Array.from({ length: 200 }, (_, step) =>
      wire.record({
        owner: Buffer.concat([
          Buffer.from([3]),
          Buffer.from('abc'),
          step === 0 ? wire.asked : wire.pointer(at + (step - 1) * 20),
        ]),
        data: wire.address(wrong),
      }),
    );
    return wire.reply(query, { answers: steps });
  }),
  bad('labels with the reserved bits 01 and 10', (query) =>
    wire.reply(query, {
      answers: [wire.a(wrong, Buffer.from([0x41, 1, 0])), wire.a(wrong, Buffer.from([0x81, 1, 0]))],
    }),
  ),
  bad('65535 of everything, and nothing behind it', (query) =>
    wire.reply(query, { answers: [wire.a(wrong)], counts: [1, 65_535, 65_535, 65_535] }),
  ),
  bad('data said to be longer than the message', (query) =>
    wire.reply(query, { answers: [wire.record({ data: wire.address(wrong), length: 4_000 })] }),
  ),
  bad('an address of three bytes', (query) =>
    wire.reply(query, { answers: [wire.record({ data: Buffer.from([127, 0, 0]) }), wire.a('127.0.0.1')] }),
  ),
  bad('an address of no bytes at all', (query) =>
    wire.reply(query, { answers: [wire.record({ data: Buffer.alloc(0) }), wire.a('127.0.0.1')] }),
  ),
  bad('an alias whose data is longer than its name', (query) =>
    wire.reply(query, {
      answers: [wire.cname(Buffer.concat([wire.nameOf('web.shop.com'), Buffer.from(obeyed)])), wire.a(wrong)],
    }),
  ),
  answering('EDNS whose option is longer than its record', fine, (query) =>
    wire.reply(query, {
      answers: [a4(query), opt(Buffer.from([0, 3, 0xff, 0xff, 1]))],
      counts: [1, 1, 0, 1],
    }),
  ),
  answering(
    'EDNS twice, with a version and a code of its own',
    { ...unread, says: /RCODE|BADVERS/ },
    (query) =>
      wire.reply(query, {
        answers: [opt(Buffer.alloc(0)), opt(Buffer.alloc(0))].map((one) => {
          one[5] = 0x01;
          return one;
        }),
        counts: [1, 0, 0, 2],
      }),
  ),
];

/** `0.shop.com`, `1.shop.com`, … : the question's own end is pointed to. */
const link = (number: number): Buffer =>
  Buffer.concat([wire.labels(number.toString(36)).subarray(0, -1), wire.pointer(16)]);

const chainOf =
  (length: number) =>
  (query: Buffer): Buffer =>
    wire.reply(query, {
      answers: [
        ...Array.from({ length }, (_, at) => wire.cname(link(at), at === 0 ? wire.asked : link(at - 1))),
        wire.a('127.0.0.1', link(length - 1)),
      ],
    });

const strange = wire.labels(obeyed, 'a.b', Buffer.from([0, 255, 0x9b, 0x27]), 'com');

const thousands = Array.from({ length: 4_000 }, (_, at) => wire.a(`127.0.${at >> 8}.${(at & 255) + 1}`));

const odd: readonly Peer[] = [
  answering('the address of another name', noAddress, ownedBy(wire.nameOf('www.other.com'))),
  answering('an alias whose name commands the terminal', { ...fine, says: /\^\[\[31m/ }, (query) =>
    wire.reply(query, {
      answers: [
        wire.cname(strange),
        ...(wire.typeOf(query) === wire.types.A ? [wire.a('127.0.0.1', strange)] : []),
      ],
    }),
  ),
  answering(
    'aliases in a circle',
    { hops: { dns: 'broken', server: 'blocked' }, firstBroken: 'dns/resolves/alias-loop', exit: 1 },
    (query) =>
      wire.reply(query, {
        answers: [
          wire.cname(wire.nameOf('a.shop.com')),
          wire.cname(wire.nameOf('b.shop.com'), wire.nameOf('a.shop.com')),
          wire.cname(wire.nameOf('a.shop.com'), wire.nameOf('b.shop.com')),
        ],
      }),
  ),
  answering('an address for 136 years', { ...fine, says: /TTL 4294967295 s/ }, (query) =>
    wire.reply(query, { answers: [wire.record({ ttl: 0xffff_ffff, data: wire.address('127.0.0.1') })] }),
  ),
  answering(
    'two thousand aliases in a row',
    { ...fine, hops: { ...fine.hops, dns: 'warn' }, says: /over 2000 aliases/ },
    chainOf(2_000),
  ),
  {
    name: 'four thousand addresses',
    expected: {
      hops: { dns: 'ok', server: 'warn', web: 'ok' },
      exit: 0,
    },
    async lurk(stage) {
      const lair = await inFrontOf(stage, (query, say) => say(wire.reply(query, { answers: thousands })));
      // The first four are tried, and nobody is at three of them.
      const tried = ['127.0.0.2', '127.0.0.3', '127.0.0.4'];
      return { ...lair, contacts: tried.flatMap((one) => [`${one}:${lair.http}`, `${one}:9`]) };
    },
  },
  answering('four thousand records of a kind that nobody asked for', noAddress, (query) =>
    wire.reply(query, {
      answers: Array.from({ length: 4_000 }, () =>
        wire.record({ type: wire.types.TXT, data: Buffer.from('\u0003\u001b[m') }),
      ),
    }),
  ),
];

const cut = (query: Buffer): Buffer => wire.reply(query, { flags: 0x8380 });

/** Over UDP every answer is cut; `onTcp` is what waits over TCP. */
const cutting = async (stage: Stage, onTcp: (socket: Socket) => void): Promise<Lair> => {
  const http = await benignPage(stage);
  const { port } = await datagramsBeside(
    stage,
    () => peer(stage, onTcp),
    (query, from, socket) => socket.send(cut(query), from.port, from.address),
  );
  return { resolver: port, http };
};

const lengthOf = (bytes: number): Buffer => Buffer.from([bytes >> 8, bytes & 255]);

const drip = (socket: Socket, first: Buffer, drop: Buffer, everyMs: number): void => {
  socket.write(first);
  const timer = setInterval(() => socket.write(drop), everyMs);
  socket.once('close', () => clearInterval(timer));
};

const overTcp = (
  name: string,
  expected: Expected,
  onTcp: (socket: Socket) => void,
  timeout?: number,
): Peer => ({
  name,
  expected,
  ...(timeout ? { timeout } : {}),
  lurk: (stage) => cutting(stage, onTcp),
});

const framed = (message: Buffer): Buffer => Buffer.concat([lengthOf(message.length), message]);

const long: readonly Peer[] = [
  overTcp('an answer that is cut over TCP, too', noAddress, (socket) =>
    socket.once('data', (said: Buffer) => socket.write(framed(cut(said.subarray(2))))),
  ),
  overTcp(
    'a length over TCP that nothing follows',
    untold,
    (socket) => drip(socket, lengthOf(65_535), Buffer.alloc(0), 500),
    3,
  ),
  overTcp(
    'an answer over TCP byte by byte',
    untold,
    (socket) => drip(socket, lengthOf(400), Buffer.from([0x81]), 200),
    3,
  ),
  overTcp('a message of no length over TCP', unread, (socket) =>
    socket.once('data', () => socket.write(lengthOf(0))),
  ),
  overTcp('bytes over TCP without end', unread, (socket) =>
    socket.once('data', () => {
      const more = (): void =>
        void (socket.write(Buffer.alloc(16_384, 0xff)) ? setImmediate(more) : socket.once('drain', more));
      more();
    }),
  ),
  {
    name: 'wrong answers without end',
    timeout: 3,
    expected: unwaited,
    async lurk(stage) {
      const timers = new Set<NodeJS.Timeout>();
      stage.defer(() => timers.forEach((timer) => clearInterval(timer)));
      return inFrontOf(stage, (query, say) => {
        const lie = spoofed(query, { id: query.readUInt16BE(0) ^ 1 });
        timers.add(setInterval(() => Array.from({ length: 50 }, () => say(lie)), 5));
      });
    },
  },
];

export const dnsPeers: readonly Peer[] = [...spoofs, ...spoilt, ...odd, ...long];
