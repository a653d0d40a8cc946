import type { Duplex } from 'node:stream';
import type { Question } from '../model/database.ts';
import type { MysqlAttempt } from '../model/seen/mysql.ts';
import type { DbLogin } from '../model/target.ts';
import { deadline, since, timeUp, whenLate } from './deadline.ts';
import { codeOf, reachedBy } from './error-code.ts';
import { limits } from './limits.ts';
import { fenced } from './mysql-fence.ts';
import { readFirstPacket, type FirstPacket } from './mysql-greeting.ts';

export type Heard = Pick<
  MysqlAttempt,
  'state' | 'code' | 'greeting' | 'greetedMs' | 'errno' | 'login' | 'facts' | 'firstBytes'
>;

/** Who comes. */
export interface Visit {
  readonly login: DbLogin;
  /** What it asks once it is logged in: nothing, when it is not the user that was named. */
  readonly asks: readonly Question[];
}

type First =
  | { readonly packet: Exclude<FirstPacket, { kind: 'incomplete' }>; readonly bytes: Buffer }
  | { readonly ended: 'closed' | 'silent' | 'cut-short' | 'reset' | 'failed'; readonly code?: string };

/** Reads the first packet and puts it back, so that whoever comes next reads it too. */
const firstPacket = (stream: Duplex, signal: AbortSignal): Promise<First> => {
  let held: Buffer = Buffer.alloc(0);
  const listeners = new Map<string, (value: never) => void>();
  return new Promise<First>((resolve) => {
    whenLate(signal, () => resolve({ ended: timeUp(signal) }));
    listeners.set('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      const packet = readFirstPacket(held, limits.mysql.greetingBytes);
      if (packet.kind !== 'incomplete') resolve({ packet, bytes: held });
    });
    listeners.set('end', () => resolve({ ended: 'closed' }));
    listeners.set('close', () => resolve({ ended: 'closed' }));
    listeners.set('error', (error: Error) => {
      const state = reachedBy(codeOf(error));
      resolve({ ended: state === 'reset' ? 'reset' : 'failed', code: codeOf(error) });
    });
    for (const [event, listener] of listeners) stream.on(event, listener as () => void);
  }).finally(() => {
    stream.pause();
    for (const [event, listener] of listeners) stream.off(event, listener as () => void);
    stream.on('error', () => {});
  });
};

const shown = (bytes: Buffer): string => bytes.subarray(0, limits.mysql.firstBytes).toString('latin1');

const afterFirst = async (
  stream: Duplex,
  first: First,
  greetedMs: number,
  { login, asks }: Visit,
  signal: AbortSignal,
): Promise<Heard> => {
  // A protocol in which the client speaks first is silent too, and so is a wedged server. Whatever came so far may
  // still have become a greeting.
  if ('ended' in first) return { state: first.ended, ...(first.code ? { code: first.code } : {}) };
  const { packet, bytes } = first;
  if (packet.kind === 'other') return { state: 'not-mysql', firstBytes: shown(bytes) };
  if (packet.kind === 'error') return { state: 'error-packet', errno: packet.errno };
  stream.unshift(bytes);
  const { greeting } = packet;
  // A stand-in knows the statements of the lab, and has nothing to say of itself.
  const asked = greeting.flavour === 'stand-in' ? [] : asks;
  // A sixth of the time of a check without a login would go by with reading it; until then the stream stands still.
  const { finishHandshake } = await import('./mysql-login.ts');
  const finished = await finishHandshake(fenced(stream, limits.mysql.bytes), login, signal, asked);
  return { state: 'greeting', greeting, greetedMs, ...finished };
};

/**
 * Greets a database on an open stream and finishes the handshake. A connection that is only opened and dropped counts
 * towards max_connect_errors and can lock the whole address out (MySQL manual, "Host 'host_name' is blocked").
 */
export const askMysql = async (
  stream: Duplex,
  visit: Visit,
  outer: AbortSignal,
  ms: number = limits.mysql.exchange,
): Promise<Heard> => {
  const limit = deadline(ms, outer);
  const start = performance.now();
  try {
    const first = await firstPacket(stream, limit.signal);
    return await afterFirst(stream, first, since(start), visit, limit.signal);
  } finally {
    limit.stop();
    stream.destroy();
  }
};
