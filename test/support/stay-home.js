// Loaded into the program before anything else (node --import): nothing goes to an address outside this machine, whatever
// a peer of the tests talks the program into. It is refused as a computer without a network refuses it.
/* eslint-disable typescript/unbound-method -- what is replaced is kept unbound, and called on the object itself */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const net = require('node:net');
const dgram = require('node:dgram');

const isHere = (address) => address.startsWith('127.') || address === '::1' || address.startsWith('/');

const noWay = (address) => Object.assign(new Error(`no way to ${address}`), { code: 'ENETUNREACH' });

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [first] = args;
  const options = Array.isArray(first) ? first[0] : first;
  const address = String(options?.path ?? options?.host ?? 'a name');
  if (isHere(address)) return connect.apply(this, args);
  process.nextTick(() => this.destroy(noWay(address)));
  return this;
};

const udpConnect = dgram.Socket.prototype.connect;
dgram.Socket.prototype.connect = function (port, address, done) {
  if (isHere(address)) return udpConnect.call(this, port, address, done);
  process.nextTick(() => done(noWay(address)));
};
