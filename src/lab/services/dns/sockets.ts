import type { Socket as UdpSocket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { LabError, codeOf } from '../../errors.ts';
import { anyPort } from '../../ports.ts';
import type { Face } from './message.ts';
import { reply } from './message.ts';

interface Listener {
  readonly close: () => void;
}

export interface FaceAt {
  readonly address: string;
  readonly face: Face;
}

const idleMs = 10_000;

/** Over TCP every message has its length before it, and several may follow each other (RFC 7766). */
const converse = (face: Face, socket: Socket): void => {
  let pending = Buffer.alloc(0);
  socket.setTimeout(idleMs, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const end = 2 + pending.readUInt16BE(0);
      const answer = reply(face, pending.subarray(2, end), 'tcp');
      pending = pending.subarray(end);
      if (answer)
        socket.write(Buffer.concat([Buffer.from([answer.length >> 8, answer.length & 0xff]), answer]));
    }
  });
};

const listenTcp = async ({ address, face }: FaceAt, port: number): Promise<Listener> => {
  const open = new Set<Socket>();
  const server: Server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    converse(face, socket);
  });
  server.listen(port, address);
  await once(server, 'listening');
  return {
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
};

const listenUdp = async ({ address, face }: FaceAt, port: number): Promise<Listener> => {
  const socket: UdpSocket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const answer = reply(face, message, 'udp');
    if (answer) socket.send(answer, from.port, from.address, () => undefined);
  });
  socket.bind(port, address);
  await once(socket, 'listening');
  socket.on('error', () => undefined);
  return { close: () => void socket.close() };
};

/** Opens all of them or none. */
const listenAll = async (faces: readonly FaceAt[], port: number): Promise<readonly Listener[]> => {
  const opened = await Promise.allSettled(
    faces.flatMap((face) => [listenUdp(face, port), listenTcp(face, port)]),
  );
  const failure = opened.find((result) => result.status === 'rejected');
  const listeners = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (!failure) return listeners;
  for (const listener of listeners) listener.close();
  throw failure.reason;
};

export interface Sockets extends Listener {
  readonly port: number;
}

const tries = 50;

/**
 * Lets all the faces listen on one port that is free for UDP and TCP on each of their addresses.
 * @throws {LabError} when nothing can listen there
 */
export const listen = async (faces: readonly FaceAt[]): Promise<Sockets> => {
  for (let left = tries; ; left -= 1) {
    const port = anyPort();
    try {
      const listeners = await listenAll(faces, port);
      return { port, close: () => listeners.forEach((listener) => listener.close()) };
    } catch (error) {
      if (codeOf(error) === 'EADDRINUSE' && left > 0) continue;
      throw new LabError(
        `The lab's name servers cannot listen on ${faces[0]?.address} (${codeOf(error)}).`,
        'See which addresses the loopback interface has: ip addr show lo',
        { cause: error },
      );
    }
  }
};
