import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Endpoint } from '../model/address.ts';
import type { DnsExchange, DnsOutcome } from '../model/seen/dns.ts';
import type { ProbeId } from '../model/evidence.ts';
import { deadline, timeUp, whenLate } from './deadline.ts';
import { question, readReply, type Question, type QuestionType, type Reply } from './dns-message.ts';
import { codeOf, reachedBy } from './error-code.ts';
import type { Gate } from './gate.ts';
import { limits } from './limits.ts';
import { connectTcp, discard } from './tcp.ts';

/** What can be asked for: the codec checks nothing. The length is that of RFC 1035 §2.3.4, without the root dot. */
export const isAskable = (name: string): boolean =>
  name.length <= 253 && /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(name);

export interface DnsAsk {
  readonly probe: ProbeId;
  readonly server: Endpoint & { readonly name?: string };
  readonly name: string;
  readonly type: QuestionType;
  /** Ask the server to look further itself (RD). */
  readonly recursion: boolean;
  /** Ask the server not to check signatures (CD). */
  readonly checkingDisabled?: boolean;
  /** Milliseconds for one attempt. */
  readonly attempt?: number;
  readonly attempts?: number;
}

type Heard =
  | { readonly outcome: 'answer'; readonly reply: Reply; readonly raw: Buffer }
  | { readonly outcome: Exclude<DnsOutcome, 'answer'>; readonly code?: string; readonly raw?: Buffer };

/** The monotonic clock's milliseconds, when the first question was sent and when what came last was heard. */
interface Watch {
  readonly started: number;
  sent?: number;
  heard?: number;
}

/** Without our own work before and after; what was not the answer ends no silence. */
const elapsed = ({ started, sent, heard: last }: Watch, outcome: DnsOutcome): number => {
  const ended = outcome === 'silent' ? undefined : last;
  return Math.round(((ended ?? performance.now()) - (sent ?? started)) * 100) / 100;
};

const outcomeOf = (code: string): Exclude<DnsOutcome, 'answer'> => {
  const state = reachedBy(code);
  if (state === 'refused') return 'port-closed';
  return state === 'silent' || state === 'unreachable' ? state : 'failed';
};

const heard = (message: Buffer, asked: Question): Heard | undefined => {
  try {
    const reply = readReply(message, asked);
    return reply && { outcome: 'answer', reply, raw: message };
  } catch {
    // The codec throws plain errors at every malformed message; which one says nothing to a learner.
    return { outcome: 'malformed' };
  }
};

/** A closed UDP socket throws when it is closed again. */
const once = (action: () => void): (() => void) => {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
};

/** How a question is asked: through which gate, within how many milliseconds, and timed. */
interface Way {
  readonly gate: Gate;
  readonly ms: number;
  readonly watch: Watch;
}

/** A connected socket: the kernel drops other senders, and a closed port is told at once (ICMP). */
const overUdp = ({ gate, ms, watch }: Way, asked: Question, { address, port }: Endpoint): Promise<Heard> => {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  const close = once(() => socket.close());
  const release = gate.owns(close);
  const limit = deadline(ms, gate.signal);
  return new Promise<Heard>((resolve) => {
    const fail = (error: Error): void => resolve({ outcome: outcomeOf(codeOf(error)), code: codeOf(error) });
    whenLate(limit.signal, () => resolve({ outcome: timeUp(limit.signal) }));
    socket.on('error', fail);
    socket.on('message', (message) => {
      watch.heard = performance.now();
      const answer = heard(message, asked);
      if (answer) resolve(answer);
    });
    socket.connect(port, address, (...problem: unknown[]) => {
      const [error] = problem;
      if (error instanceof Error) fail(error);
      else {
        watch.sent ??= performance.now();
        socket.send(asked.message);
      }
    });
  }).finally(() => {
    limit.stop();
    release();
    close();
  });
};

/** RFC 1035 §4.2.2: the message after its length in two bytes. */
const overTcp = async (ask: DnsAsk, asked: Question, { gate, ms, watch }: Way): Promise<Heard> => {
  const connection = await connectTcp(gate, {
    probe: ask.probe,
    address: ask.server.address,
    port: ask.server.port,
  });
  if (connection.state === 'not-dialled') return { outcome: 'not-asked' };
  if (connection.state === 'cut-short') return { outcome: 'cut-short' };
  if (connection.state !== 'open') {
    const { code = '' } = connection;
    return { outcome: outcomeOf(code), code };
  }
  const { socket } = connection;
  const limit = deadline(ms, gate.signal);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(asked.message.length);
  return new Promise<Heard>((resolve) => {
    let held = Buffer.alloc(0);
    whenLate(limit.signal, () => resolve({ outcome: timeUp(limit.signal) }));
    socket.on('error', (error) => resolve({ outcome: outcomeOf(codeOf(error)), code: codeOf(error) }));
    socket.on('end', () => resolve({ outcome: 'failed', code: 'EOF' }));
    socket.on('data', (chunk: Buffer) => {
      watch.heard = performance.now();
      held = Buffer.concat([held, chunk]);
      if (held.length < 2 || held.length < 2 + held.readUInt16BE(0)) return;
      resolve(heard(held.subarray(2, 2 + held.readUInt16BE(0)), asked) ?? { outcome: 'malformed' });
    });
    socket.write(Buffer.concat([length, asked.message]));
  }).finally(() => {
    limit.stop();
    discard(socket);
  });
};

/**
 * The same question again over TCP, because the answer over UDP was cut. When that does not work, the server has still
 * answered: what failed is kept as the code, and the cut records are not looked at (RFC 2181 §9).
 */
const overTcpInstead = async (ask: DnsAsk, asked: Question, way: Way, cut: Buffer): Promise<Heard> => {
  const said = await overTcp(ask, asked, way);
  if (said.outcome === 'answer' || said.outcome === 'cut-short') return said;
  return { outcome: 'truncated', code: said.code ?? said.outcome, raw: cut };
};

const byHand = ({ server, name, type, recursion, checkingDisabled }: DnsAsk): string => {
  const port = server.port === 53 ? '' : ` -p ${server.port}`;
  return `dig${recursion ? '' : ' +norecurse'}${checkingDisabled ? ' +cdflag' : ''} @${server.address}${port} ${name === '' ? '.' : name} ${type}`;
};

const exchange = (ask: DnsAsk, said: Heard, transport: 'udp' | 'tcp', watch: Watch): DnsExchange => {
  const { server, name, type, checkingDisabled } = ask;
  const common = {
    server,
    name,
    type,
    ...(checkingDisabled ? { checkingDisabled } : {}),
    transport,
    ms: elapsed(watch, said.outcome),
    command: byHand(ask),
  };
  if (said.outcome !== 'answer')
    return {
      ...common,
      outcome: said.outcome,
      ...(said.code ? { code: said.code } : {}),
      answers: [],
      authority: [],
      additional: [],
      ...(said.raw ? { raw: said.raw.toString('base64') } : {}),
    };
  const { rcode, authoritative, recursionAvailable, extendedErrors, answers, authority, additional } =
    said.reply;
  return {
    ...common,
    outcome: 'answer',
    rcode,
    authoritative,
    recursionAvailable,
    ...(extendedErrors.length > 0 ? { extendedErrors } : {}),
    answers,
    authority,
    additional,
    raw: said.raw.toString('base64'),
  };
};

/** One question to one server: over UDP, once more after silence, and over TCP when the answer was cut (TC). */
export const askDns = async (gate: Gate, ask: DnsAsk): Promise<DnsExchange> => {
  const { address, port } = ask.server;
  const watch: Watch = { started: performance.now() };
  if (gate.signal.aborted) return exchange(ask, { outcome: 'cut-short' }, 'udp', watch);
  if (!gate.admits({ probe: ask.probe, protocol: 'udp', address, port }))
    return exchange(ask, { outcome: 'not-asked' }, 'udp', watch);
  const way: Way = { gate, ms: ask.attempt ?? limits.dns.attempt, watch };
  let said: Heard = { outcome: 'silent' };
  for (let attempt = 0; attempt < (ask.attempts ?? limits.dns.attempts); attempt += 1) {
    const asked = question(ask.name, ask.type, ask);
    said = await overUdp(way, asked, ask.server);
    if (said.outcome === 'answer' && said.reply.truncated) {
      said = await overTcpInstead(ask, asked, way, said.raw);
      return exchange(ask, said, said.outcome === 'truncated' ? 'udp' : 'tcp', watch);
    }
    if (said.outcome !== 'silent') break;
  }
  return exchange(ask, said, 'udp', watch);
};
