import type { Socket } from 'node:net';
import { deadline, whenLate } from './deadline.ts';
import type { Gate, Request } from './gate.ts';
import { limits } from './limits.ts';
import { connectTcp, discard } from './tcp.ts';

const shown = (bytes: Buffer): string => bytes.subarray(0, limits.firstBytes.bytes).toString('latin1');

/** Notes the first bytes that somebody else reads from this socket; they reach that reader as if nobody had looked. */
export const noteFirstBytes = (socket: Socket): (() => string) => {
  let bytes = Buffer.alloc(0);
  const read = socket.read.bind(socket);
  socket.read = (size?: number): unknown => {
    const chunk: unknown = read(size);
    if (chunk instanceof Buffer && bytes.length < limits.firstBytes.bytes)
      bytes = Buffer.concat([bytes, chunk.subarray(0, limits.firstBytes.bytes)]);
    return chunk;
  };
  return () => shown(bytes);
};

const received = (gate: Gate, socket: Socket): Promise<string> => {
  const limit = deadline(limits.firstBytes.wait, gate.signal);
  return new Promise<string>((resolve) => {
    let bytes = Buffer.alloc(0);
    const finish = (): void => resolve(shown(bytes));
    whenLate(limit.signal, finish);
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (bytes.length >= limits.firstBytes.bytes || bytes.includes('\n')) finish();
    });
    socket.once('error', finish);
    socket.once('close', finish);
    socket.resume();
  }).finally(() => {
    limit.stop();
    discard(socket);
  });
};

/**
 * What comes first from a port that did not speak the protocol it is there for, when a page is asked for in plain HTTP:
 * an answer, or the greeting of a protocol in which the server speaks first. Empty when nothing came.
 */
export const firstBytesAt = async (
  gate: Gate,
  request: Omit<Request, 'protocol'>,
  host: string,
  userAgent: string,
): Promise<string> => {
  const connection = await connectTcp(gate, request);
  if (connection.state !== 'open') return '';
  const { socket } = connection;
  const named = host.includes(':') ? `[${host}]` : host;
  socket.write(
    `GET / HTTP/1.1\r\nHost: ${named}:${request.port}\r\nUser-Agent: ${userAgent}\r\nConnection: close\r\n\r\n`,
  );
  return received(gate, socket);
};
