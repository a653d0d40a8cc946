// Asks a site of this computer for its pages at times that are set beforehand (an open loop): the next request is made
// whether or not the one before has been answered, as visitors do who know nothing of each other. What it sees goes to
// standard output, a line of JSON every 100 ms. It ends by itself.

import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls, createSecureContext } from 'node:tls';

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { name, address, resolver, port, ca, pages, steps, patienceMs, connections } = settings;

const highestRate = 50_000; // requests a second
const longestRunMs = 120_000;
const total = steps.reduce((sum, { ms }) => sum + ms, 0);
if (total > longestRunMs || steps.some(({ rate }) => rate > highestRate))
  throw new Error('more than is allowed');

// The same clock for every process of this computer.
const now = () => Number(process.hrtime.bigint()) / 1e6;
const rounded = (ms) => Math.round(ms * 100) / 100;

const isLoopback = (text) => /^127\.\d+\.\d+\.\d+$/.test(text);
const secureContext = ca === undefined ? undefined : createSecureContext({ ca });

// ── what was seen ────────────────────────────────────────────────────────────────────────────────────────

const open = new Set();
let seen = [];
let asked = 0;

const settle = (request, saw) => {
  if (!open.delete(request)) return;
  const { page, due, begun } = request;
  seen.push([page, rounded(due), rounded(begun - due), rounded(now() - due), saw]);
};

let cpuBefore = process.cpuUsage();
const tell = (last = {}) => {
  const { user, system } = process.cpuUsage(cpuBefore);
  cpuBefore = process.cpuUsage();
  const line = { at: rounded(now()), cpuMs: (user + system) / 1000, asked, open: open.size, seen, ...last };
  seen = [];
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

// ── one request on one connection ────────────────────────────────────────────────────────────────────────

const idle = []; // connections that wait for their next request
const waiting = []; // requests that wait for a connection
let connected = 0;

const headOf = (page) =>
  `GET ${page} HTTP/1.1\r\nHost: ${name}:${port}\r\nUser-Agent: infra-tutor-visitor\r\n` +
  `Cookie: visitor=lab\r\nConnection: ${connections === undefined ? 'close' : 'keep-alive'}\r\n\r\n`;
const heads = pages.map(headOf);

const forget = (connection) => {
  if (!connection.isGone) connected -= 1;
  connection.isGone = true;
  const at = idle.indexOf(connection);
  if (at >= 0) idle.splice(at, 1);
  connection.socket.destroy();
};

const send = (connection, request) => {
  request.connection = connection;
  connection.request = request;
  connection.head = '';
  connection.left = -1;
  connection.socket.write(heads[request.page]);
};

const next = (connection) => {
  while (waiting.length > 0) {
    const request = waiting.shift();
    if (open.has(request)) return send(connection, request);
  }
  idle.push(connection);
};

const answered = (connection) => {
  const { request, status, keeps } = connection;
  connection.request = undefined;
  connection.isUsed = true;
  settle(request, String(status));
  if (keeps && connections !== undefined) next(connection);
  else forget(connection);
  serveWaiting();
};

const readHead = (connection) => {
  const end = connection.head.indexOf('\r\n\r\n');
  if (end < 0) return;
  const head = connection.head.slice(0, end + 2);
  connection.status = Number(head.slice(9, 12));
  connection.keeps = !/\r\nconnection: close\r\n/i.test(head);
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1];
  connection.left = length === undefined ? Infinity : Number(length) - (connection.head.length - end - 4);
};

const received = (connection, bytes) => {
  if (!connection.request) return;
  if (connection.left >= 0) connection.left -= bytes.length;
  else {
    connection.head += bytes.latin1Slice();
    readHead(connection);
  }
  if (connection.left === 0) answered(connection);
};

const closed = (connection, code) => {
  const { request, isUsed, head, left } = connection;
  connection.request = undefined;
  forget(connection);
  if (!request) return serveWaiting();
  // A server may close a connection just when it is used again; then a browser asks once more (RFC 9110 §9.2.2).
  if (isUsed && head === '' && !request.isSecond) {
    request.isSecond = true;
    begin(request);
  } else if (left === Infinity && code === 'closed') settle(request, String(connection.status));
  else settle(request, `${connection.isOpen ? 'http' : connection.isTcp && ca ? 'tls' : 'tcp'}:${code}`);
  serveWaiting();
};

const connectFor = (request, host) => {
  if (!isLoopback(host)) return settle(request, 'dns:elsewhere');
  connected += 1;
  const socket = secureContext
    ? connectTls({ host, port, servername: name, secureContext })
    : connectTcp({ host, port });
  const connection = { socket, request, head: '', left: -1 };
  request.connection = connection;
  let code = 'closed';
  socket.setNoDelay(true);
  socket.once('connect', () => (connection.isTcp = true));
  socket.once(secureContext ? 'secureConnect' : 'connect', () => {
    connection.isOpen = true;
    if (connection.request) send(connection, connection.request);
  });
  socket.on('data', (bytes) => received(connection, bytes));
  socket.on('error', (error) => (code = error.code ?? 'error'));
  socket.once('close', () => closed(connection, code));
};

// A new resolver for every request: one that is kept may remember what it was told.
const resolved = async () => {
  const asker = new Resolver({ timeout: patienceMs, tries: 1 });
  asker.setServers([`${resolver.address}:${resolver.port}`]);
  const [found] = await asker.resolve4(name);
  return found;
};

const begin = (request) => {
  if (resolver !== undefined)
    resolved().then(
      (host) => open.has(request) && connectFor(request, host),
      (error) => settle(request, `dns:${error.code ?? 'error'}`),
    );
  else if (connections === undefined) connectFor(request, address);
  else if (idle.length > 0) send(idle.pop(), request);
  else if (connected < connections) connectFor(request, address);
  else waiting.push(request);
};

const serveWaiting = () => {
  while (waiting.length > 0) {
    if (!(connected < connections)) return; // also when each request has one of its own
    const request = waiting.shift();
    if (open.has(request)) connectFor(request, address);
  }
};

const giveUpOnLate = () => {
  for (const request of open) {
    if (now() - request.due < patienceMs) break; // the oldest come first
    settle(request, 'http:timeout');
    if (request.connection) {
      request.connection.request = undefined;
      forget(request.connection);
    }
  }
};

// ── the clock ────────────────────────────────────────────────────────────────────────────────────────────

const leadMs = 50;
const start = now() + leadMs;
let step = 0;
let stepStart = start;
let inStep = 0;
let isOver = false;

const dueOf = () => stepStart + (inStep * 1000) / steps[step].rate;

const tick = () => {
  const at = now();
  while (!isOver) {
    const due = dueOf();
    if (due >= stepStart + steps[step].ms) {
      stepStart += steps[step].ms;
      inStep = 0;
      step += 1;
      isOver = step >= steps.length;
      continue;
    }
    if (due > at) break;
    inStep += 1;
    const request = { page: asked % pages.length, due, begun: now(), connection: undefined };
    asked += 1;
    open.add(request);
    begin(request);
  }
  if (!isOver) setTimeout(tick, Math.max(1, Math.floor(dueOf() - now())));
};

const end = () => {
  giveUpOnLate();
  if (!(isOver && open.size === 0)) return tell();
  tell({ end: true });
  process.exit(0);
};

// Told to stop, it asks no more and waits for what it has asked for.
process.on('SIGTERM', () => (isOver = true));

process.stdout.write(`${JSON.stringify({ start: rounded(start) })}\n`);
tick();
setInterval(end, 100);
