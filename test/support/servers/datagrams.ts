import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import type { Endpoint } from '../../../src/model/address.ts';
import type { Stage } from '../stage.ts';
import { loopback } from '../target.ts';

type OnMessage = (message: Buffer, from: RemoteInfo, socket: Socket) => void;

/** A UDP peer that does this with every datagram; by default it says nothing, ever. */
export const datagrams = async (stage: Stage, onMessage: OnMessage = () => {}): Promise<Endpoint> => {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => onMessage(message, from, socket));
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, loopback, resolve);
  });
  stage.defer(() => new Promise<void>((resolve) => socket.close(resolve)));
  return { address: loopback, port: socket.address().port };
};
