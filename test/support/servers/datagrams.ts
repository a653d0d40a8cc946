import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import type { Endpoint } from '../../../src/model/address.ts';
import type { Stage } from '../stage.ts';
import { loopback } from '../target.ts';

type OnMessage = (message: Buffer, from: RemoteInfo, socket: Socket) => void;

const bound = (socket: Socket, port: number): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind(port, loopback, resolve);
  });

/** A UDP peer that does this with every datagram; by default it says nothing, ever. */
export const datagrams = async (
  stage: Stage,
  onMessage: OnMessage = () => {},
  port = 0,
): Promise<Endpoint> => {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => onMessage(message, from, socket));
  await bound(socket, port);
  stage.defer(() => new Promise<void>((resolve) => socket.close(resolve)));
  return { address: loopback, port: socket.address().port };
};

/**
 * A UDP peer beside a TCP server on one port, as name servers are. A port that is free for the one may be taken for the
 * other, so another is tried.
 */
export const datagramsBeside = async (
  stage: Stage,
  listen: () => Promise<number>,
  onMessage: OnMessage,
): Promise<Endpoint> => {
  for (let left = 8; ; left -= 1) {
    try {
      return await datagrams(stage, onMessage, await listen());
    } catch (error) {
      if (left === 0 || (error as { code?: string }).code !== 'EADDRINUSE') throw error;
    }
  }
};
