import type { Socket } from 'node:net';

/** Writes this now, and then this again and again until nobody listens any more. */
export const drip = (
  socket: Socket,
  first: string | Buffer,
  drop: string | Buffer,
  everyMs: number,
): void => {
  socket.write(first);
  const timer = setInterval(() => socket.write(drop), everyMs);
  socket.once('close', () => clearInterval(timer));
};

/** Writes this for ever, as fast as it is read. */
export const flood = (socket: Socket, first: string | Buffer, more: string | Buffer): void => {
  const pour = (): void =>
    void (socket.destroyed || (socket.write(more) ? setImmediate(pour) : socket.once('drain', pour)));
  socket.write(first);
  pour();
};
