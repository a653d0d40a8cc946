import { connect, type NetConnectOpts, type Socket } from 'node:net';
import type { ProbeId } from '../model/evidence.ts';
import type { Reached } from '../model/seen/reached.ts';
import { deadline, since, timeUp, whenLate } from './deadline.ts';
import { codeOf, reachedBy } from './error-code.ts';
import type { Gate, Request } from './gate.ts';
import { limits } from './limits.ts';

export type Connection =
  | { readonly state: 'open'; readonly socket: Socket; readonly ms: number }
  | { readonly state: Exclude<Reached, 'open'>; readonly code?: string; readonly ms: number };

/** After a connection is given up or done with, late errors of its socket say nothing. */
export const discard = (socket: Socket): void => {
  socket.on('error', () => {});
  socket.destroy();
};

/** Lets the gate destroy a socket at the end of the run, whoever has it by then. */
export const owned = <T extends Socket>(gate: Gate, socket: T): T => {
  socket.once(
    'close',
    gate.owns(() => discard(socket)),
  );
  return socket;
};

/**
 * One TCP connection to one address. Never two families at once: the learner wants to know which one answers.
 * The socket is paused; whoever takes it reads it and destroys it.
 */
export const connectTcp = async (gate: Gate, request: Omit<Request, 'protocol'>): Promise<Connection> => {
  if (gate.signal.aborted) return { state: 'cut-short', ms: 0 };
  if (!gate.admits({ ...request, protocol: 'tcp' })) return { state: 'not-dialled', ms: 0 };
  return open(gate, { host: request.address, port: request.port, autoSelectFamily: false, noDelay: true });
};

/** One connection to a file of this computer at which a program takes connections (unix(7)). */
export const connectUnix = async (gate: Gate, probe: ProbeId, path: string): Promise<Connection> => {
  if (gate.signal.aborted) return { state: 'cut-short', ms: 0 };
  if (!gate.admits({ probe, protocol: 'unix', address: path, port: 0 }))
    return { state: 'not-dialled', ms: 0 };
  return openUnix(gate, path);
};

/** The same for a file of our own, behind which something waits that was let through already. */
export const openUnix = (gate: Gate, path: string): Promise<Connection> => open(gate, { path });

const open = (gate: Gate, to: NetConnectOpts): Promise<Connection> => {
  const start = performance.now();
  const limit = deadline(limits.tcp.connect, gate.signal);
  const socket = owned(gate, connect(to));
  return new Promise((resolve) => {
    const end = (connection: Connection): void => {
      limit.stop();
      limit.signal.removeEventListener('abort', giveUp);
      if (connection.state !== 'open') discard(socket);
      resolve(connection);
    };
    const giveUp = (): void => {
      const state = timeUp(limit.signal);
      end({ state, ...(state === 'silent' ? { code: 'ETIMEDOUT' } : {}), ms: since(start) });
    };
    whenLate(limit.signal, giveUp);
    socket.once('error', (error) => {
      const code = codeOf(error);
      end({ state: reachedBy(code), code, ms: since(start) });
    });
    socket.once('connect', () => {
      const ms = since(start);
      socket.removeAllListeners('error');
      // Between this moment and its new owner's own listener a reset must not bring the process down.
      socket.on('error', () => {});
      end({ state: 'open', socket, ms });
    });
  });
};
