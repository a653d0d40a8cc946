// Loaded into the program before anything else (node --import): writes down every socket and every command it starts,
// below the program's own gate, so that the gate itself is tested.
/* eslint-disable typescript/unbound-method -- what is replaced is kept unbound, and called on the object itself */
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const net = require('node:net');
const dgram = require('node:dgram');
const childProcess = require('node:child_process');

const write = (contact) => appendFileSync(process.env.CONTACTS_FILE, `${JSON.stringify(contact)}\n`);

const endpointOf = ([first, second]) => {
  const options = Array.isArray(first) ? first[0] : first;
  if (options && typeof options === 'object')
    return { address: options.path ?? options.host ?? 'localhost', port: Number(options.port) };
  return { address: typeof second === 'string' ? second : 'localhost', port: Number(options) };
};

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  write({ protocol: 'tcp', ...endpointOf(args) });
  return connect.apply(this, args);
};

const udpConnect = dgram.Socket.prototype.connect;
dgram.Socket.prototype.connect = function (port, address, ...rest) {
  write({ protocol: 'udp', address, port });
  return udpConnect.call(this, port, address, ...rest);
};

const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function (...args) {
  // A connected socket sends without naming anybody; one that names somebody has not been written down yet.
  if (args.some((one) => typeof one === 'number'))
    write({
      protocol: 'udp',
      address: String(args.find((one, at) => at > 0 && typeof one === 'string')),
      port: args.find((one) => typeof one === 'number'),
    });
  return send.apply(this, args);
};

const { spawn } = childProcess.ChildProcess.prototype;
childProcess.ChildProcess.prototype.spawn = function (options) {
  write({ protocol: 'command', address: options.args.join(' '), port: 0 });
  return spawn.call(this, options);
};
