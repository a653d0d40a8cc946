import type { Socket } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { peer } from '../../support/servers/peer.ts';
import type { Stage } from '../../support/stage.ts';
import { drip, flood } from '../drip.ts';
import { pages } from '../puzzles.ts';
import { obeyed, onceAsked, type Expected, type Lair, type Peer } from '../peer.ts';

const waiting = async (stage: Stage, onSocket: (socket: Socket) => void): Promise<Lair> => ({
  http: await peer(stage, onSocket),
});

const answering = onceAsked(waiting);

const saying = (name: string, expected: Expected, words: string | Buffer): Peer =>
  answering(name, expected, (socket) => void socket.write(words));

const fine: Expected = { hops: { server: 'ok', web: 'ok' }, exit: 0 };

const empty: Expected = { hops: { server: 'ok', web: 'warn' }, exit: 0 };

/** Twice the same: what comes of the page is not all of it. */
const cutOff: Expected = {
  hops: { server: 'ok', web: 'ok', app: 'broken' },
  firstBroken: 'app/answers/cut-off',
  exit: 1,
};

const unclear: Expected = { hops: { server: 'ok', web: 'unknown' }, exit: 3 };

const notHttp: Expected = {
  hops: { server: 'ok', web: 'broken' },
  firstBroken: 'web/answers/not-http',
  exit: 1,
};

const ok = (headers: string): string => `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n`;

const slow: readonly Peer[] = [
  answering(
    'a head byte by byte',
    unclear,
    (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nx-slow: ', 'x', 200),
    3,
  ),
  answering('a body byte by byte', fine, (socket) => drip(socket, ok('Content-Length: 9999'), 'x', 200), 3),
  answering('empty lines without end', unclear, (socket) => flood(socket, '', '\r\n'.repeat(1_000))),
  answering('takes the request and says nothing', unclear, () => {}, 3),
];

const endless: readonly Peer[] = [
  answering('a body without end', fine, (socket) =>
    flood(socket, ok('Content-Type: text/html'), 'x'.repeat(16_384)),
  ),
  answering('chunks without end', fine, (socket) =>
    flood(socket, ok('Transfer-Encoding: chunked'), `4000\r\n${'x'.repeat(0x4000)}\r\n`),
  ),
  answering(
    'chunks of one byte, each with an extension, without end',
    fine,
    (socket) =>
      flood(socket, ok('Transfer-Encoding: chunked'), `1;x=${'y'.repeat(1_000)}\r\nx\r\n`.repeat(16)),
    3,
  ),
  answering('trailers without end', cutOff, (socket) =>
    flood(socket, `${ok('Transfer-Encoding: chunked')}1\r\nx\r\n0\r\n`, 'x-more: 0123456789\r\n'.repeat(500)),
  ),
  answering('headers without end', unclear, (socket) =>
    flood(socket, 'HTTP/1.1 200 OK\r\n', 'x-more: 0123456789\r\n'.repeat(100)),
  ),
  saying('one header of a megabyte', unclear, `HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(1_048_576)}\r\n\r\n`),
  answering('102 Processing without end', unclear, (socket) =>
    flood(socket, '', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(100)),
  ),
  answering('103 Early Hints without end', unclear, (socket) =>
    flood(socket, '', 'HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n'.repeat(100)),
  ),
  saying('a thousand cookies', empty, ok(`${'Set-Cookie: a=b; Path=/\r\n'.repeat(1_000)}Content-Length: 0`)),
];

const packed = (encoding: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(ok(`Content-Encoding: ${encoding}\r\nContent-Length: ${body.length}`)), body]);

const zeros = Buffer.alloc(50_000_000);

const brotli = (): Buffer => brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });

const nested = (layers: number): Buffer => {
  let body = gzipSync(Buffer.alloc(1_000_000));
  for (let layer = 1; layer < layers; layer += 1) body = gzipSync(body);
  return body;
};

const bombs: readonly Peer[] = [
  saying('a bomb of gzip', fine, packed('gzip', gzipSync(zeros))),
  saying('a bomb of brotli', fine, packed('br', brotli())),
  saying('a bomb of deflate', fine, packed('deflate', deflateSync(zeros))),
  saying('an encoding that is not what it is called', fine, packed('gzip', Buffer.from(obeyed))),
  saying(
    'an encoding that nobody knows',
    fine,
    packed('zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x9b])),
  ),
  saying('gzip a thousand times', fine, packed('gzip, '.repeat(1_000).concat('gzip'), nested(10))),
];

const lengths: readonly Peer[] = [
  saying(
    'a body longer than was said, with a second answer in it',
    fine,
    `${ok('Content-Length: 4')}Shop${ok('x-owned: yes\r\nContent-Length: 5')}OWNED`,
  ),
  answering('a body shorter than was said', cutOff, (socket) =>
    socket.end(`${ok('Content-Length: 400')}Shop`),
  ),
  answering('resets the connection in the middle of a body', cutOff, (socket) => {
    socket.write(`${ok('Content-Length: 400')}Shop`, () => setTimeout(() => socket.resetAndDestroy(), 50));
  }),
  saying('two lengths', unclear, `${ok('Content-Length: 4\r\nContent-Length: 5')}Shop!`),
  saying('a length below zero', notHttp, `${ok('Content-Length: -1')}Shop`),
  saying('a length beyond all numbers', unclear, `${ok(`Content-Length: ${'9'.repeat(40)}`)}Shop`),
  saying(
    'a length and chunks',
    unclear,
    `${ok('Content-Length: 4\r\nTransfer-Encoding: chunked')}4\r\nShop\r\n0\r\n\r\n`,
  ),
  saying('a chunk below zero', cutOff, `${ok('Transfer-Encoding: chunked')}-1\r\nShop\r\n0\r\n\r\n`),
  saying(
    'a chunk beyond all numbers',
    cutOff,
    `${ok('Transfer-Encoding: chunked')}${'f'.repeat(40)}\r\nShop`,
  ),
  answering('a chunk longer than what follows', cutOff, (socket) =>
    socket.end(`${ok('Transfer-Encoding: chunked')}ffff\r\nShop\r\n0\r\n\r\n`),
  ),
];

const unspoken: readonly Peer[] = [
  saying('a page without a head (HTTP/0.9)', notHttp, '<html><h1>Shop</h1></html>\n'),
  saying('frames of HTTP/2', notHttp, Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 8, 7, 0, 0, 0, 0])),
  saying('a status of four digits', notHttp, 'HTTP/1.1 1000 Many\r\nContent-Length: 0\r\n\r\n'),
  saying('a status that is no number', notHttp, 'HTTP/1.1 two OK\r\n\r\n'),
  saying('the status 099', unclear, 'HTTP/1.1 099 Few\r\nContent-Length: 0\r\n\r\n'),
  saying(
    'the status 999',
    { hops: { web: 'ok', app: 'broken' }, firstBroken: 'app/no-error/error', exit: 1 },
    'HTTP/1.1 999 Odd\r\nContent-Length: 4\r\n\r\nShop',
  ),
  saying(
    'another protocol (101)',
    unclear,
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n\u001b[2J',
  ),
  {
    name: 'an answer before the question',
    expected: fine,
    lurk: (stage) => waiting(stage, (socket) => void socket.write(`${ok('Content-Length: 4')}Shop`)),
  },
];

/** As bytes: C1 characters alone are not UTF-8. */
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

const commands: readonly Peer[] = [
  saying(
    'a header that commands the terminal (ESC)',
    notHttp,
    ok(`Server: ${obeyed.replaceAll('\r\n', '')}`),
  ),
  saying('a header with a NUL in it', notHttp, ok('Server: nginx\0\u001b[31m')),
  saying(
    'headers with C1 controls and marks that turn the line around',
    { ...empty, says: /nginx\/1\\u009b31m/ },
    bytes(
      ok(
        'Server: nginx/1\x9b31mINJECTED\x85INJECTED\xe2\x80\xaeINJECTED\r\nX-Powered-By: PHP\x9b\x90\r\nContent-Type: text/\x9b\r\nContent-Length: 0',
      ),
    ),
  ),
  saying(
    'a reason that commands the terminal',
    fine,
    bytes('HTTP/1.1 200 \x9b31mINJECTED\x85INJECTED\r\nContent-Length: 4\r\n\r\nShop'),
  ),
  answering('a page whose title commands the terminal', { ...fine, says: /answers 200/ }, (socket) =>
    socket.end(
      `${ok('Content-Type: text/html; charset=utf-8')}<title>${obeyed}</title>${'\u202e\u0000'.repeat(20)}`,
    ),
  ),
  saying(
    'headers named like parts of every object',
    empty,
    ok('__proto__: x\r\nconstructor: x\r\ntoString: x\r\nhasOwnProperty: x\r\nContent-Length: 0'),
  ),
  saying(
    'the name of a session cookie that commands the terminal',
    empty,
    bytes(ok('Set-Cookie: _\x9b31m_session=1\r\nSet-Cookie: PHPSESSID=\x9b\x85\r\nContent-Length: 0')),
  ),
];

/** A page of nearly 64 KiB that is another one each time, so that the two are compared. */
const puzzling = ([name, text]: readonly [string, string]): Peer => {
  let asked = 0;
  return answering(
    `a page that takes long to read: ${name}`,
    fine,
    (socket) => {
      asked += 1;
      socket.end(`${ok('Server: nginx\r\nConnection: close')}${text}g${asked}`);
    },
    4,
  );
};

/** The judging of all of them is tested by itself; these two once took minutes. */
const puzzles = pages(65_000)
  .filter(([name]) => name === 'digits' || name === 'one footer of nginx without an end')
  .map(puzzling);

export const httpPeers: readonly Peer[] = [
  ...slow,
  ...endless,
  ...bombs,
  ...lengths,
  ...unspoken,
  ...commands,
  ...puzzles,
];
