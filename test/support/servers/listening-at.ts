import type { AddressInfo, Server, Socket } from 'node:net';
import { hasAddress } from '../../../src/lab/ports.ts';
import { NotHere } from './program.ts';
import type { Stage } from '../stage.ts';

/** Listens on one address of this machine until the test ends; open connections are cut then. */
export const listeningAt = async (
  stage: Stage,
  server: Server,
  address: string,
  port = 0,
): Promise<number> => {
  if (!(await hasAddress(address))) throw new NotHere(`this computer does not have the address ${address}`);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  stage.defer(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
};
