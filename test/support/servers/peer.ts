import { createServer, type Server, type Socket } from 'node:net';
import type { Stage } from '../stage.ts';
import { loopback } from '../target.ts';
import { listeningAt } from './listening-at.ts';

/** Peers made of bare sockets, for what no well-behaved server does. */

/** Listens on a free port until the test ends; open connections are cut then. */
export const listening = (stage: Stage, server: Server): Promise<number> =>
  listeningAt(stage, server, loopback);

/** A TCP peer that does this with every connection; by default it says nothing, ever. */
export const peer = (stage: Stage, onSocket: (socket: Socket) => void = () => {}): Promise<number> =>
  listening(stage, createServer({ noDelay: true }, onSocket));

/** Closes as soon as something was said to it. */
export const closesWhenAsked = (stage: Stage): Promise<number> =>
  peer(stage, (socket) => socket.once('data', () => socket.end()));

/** Closes every connection at once. */
export const closesAtOnce = (stage: Stage): Promise<number> => peer(stage, (socket) => socket.end());

/** Says the same to everybody. */
export const says = (stage: Stage, words: string | Buffer): Promise<number> =>
  peer(stage, (socket) => socket.write(words));
