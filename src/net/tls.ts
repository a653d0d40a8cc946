import { isIP, type Socket } from 'node:net';
import {
  connect,
  createSecureContext,
  rootCertificates,
  type ConnectionOptions,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import type { Endpoint } from '../model/address.ts';
import type { Reached } from '../model/seen/reached.ts';
import type { TlsHandshake } from '../model/seen/tls.ts';
import { isLocal, type Target } from '../model/target.ts';
import { chainOf } from './certificate.ts';
import { deadline, since, timeUp, whenLate } from './deadline.ts';
import { codeOf } from './error-code.ts';
import type { Gate } from './gate.ts';
import { limits } from './limits.ts';
import { connectTcp, discard, owned } from './tcp.ts';

const contexts = new WeakMap<Target, SecureContext>();

/**
 * What the target's certificate is verified against: the public authorities, and the target's own when it has one.
 * A local target (the lab) is signed by its own authority and by nobody else.
 */
const trustOf = (target: Target): SecureContext => {
  const known = contexts.get(target);
  if (known) return known;
  const own = target.ca ? [target.ca] : [];
  const context = createSecureContext(
    own.length === 0 ? {} : { ca: isLocal(target) ? own : [...rootCertificates, ...own] },
  );
  contexts.set(target, context);
  return context;
};

/** RFC 6066 §3: the server name is a DNS name, never an address. */
const serverName = (host: string): string => (isIP(host) ? '' : host);

/** Shown to a server only to see its certificate: no authority of ours, and every protocol version it may still speak. */
const looking: ConnectionOptions = {
  ca: [],
  rejectUnauthorized: false,
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT:@SECLEVEL=0',
};

export type Shake =
  | { readonly socket: TLSSocket }
  | { readonly outcome: Exclude<TlsHandshake['outcome'], 'handshake'>; readonly code?: string };

const notTls: ReadonlySet<string> = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_UNKNOWN_PROTOCOL',
  'ERR_SSL_RECORD_LAYER_FAILURE',
]);

const failedAs = (code: string): Exclude<TlsHandshake['outcome'], 'handshake'> => {
  if (notTls.has(code)) return 'not-tls';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'closed';
  if (/^ERR_SSL_.*(ALERT|UNRECOGNIZED_NAME)/.test(code)) return 'alert';
  return 'failed';
};

const late: Readonly<Record<ReturnType<typeof timeUp>, Exclude<Shake, { socket: TLSSocket }>>> = {
  silent: { outcome: 'silent', code: 'ETIMEDOUT' },
  'cut-short': { outcome: 'cut-short' },
};

/** One handshake on an open connection, under its deadline. When it fails, the connection is gone. */
const handshake = (gate: Gate, raw: Socket, options: ConnectionOptions): Promise<Shake> => {
  const socket = owned(gate, connect({ socket: raw, ALPNProtocols: ['http/1.1'], ...options }));
  const limit = deadline(limits.tls.handshake, gate.signal);
  return new Promise<Shake>((resolve) => {
    const fail = (how: Exclude<Shake, { socket: TLSSocket }>): void => {
      discard(socket);
      discard(raw);
      resolve(how);
    };
    whenLate(limit.signal, () => fail(late[timeUp(limit.signal)]));
    socket.once('error', (error) => fail({ outcome: failedAs(codeOf(error)), code: codeOf(error) }));
    // A socket that somebody destroys, or that ends without a word, has no error.
    socket.once('close', () => fail({ outcome: 'closed', code: 'ECONNRESET' }));
    socket.once('secureConnect', () => resolve({ socket }));
  }).finally(() => limit.stop());
};

/** A handshake that verifies name, dates and chain: the only kind that may carry anything. */
export const verifiedTls = (gate: Gate, raw: Socket, host: string): Promise<Shake> =>
  handshake(gate, raw, {
    secureContext: trustOf(gate.target),
    servername: serverName(host),
    host,
    rejectUnauthorized: true,
  });

/** The port was open a moment ago: whatever it does now, it does to the handshake. */
const unconnected: Readonly<Partial<Record<Reached, Exclude<TlsHandshake['outcome'], 'handshake'>>>> = {
  silent: 'silent',
  'cut-short': 'cut-short',
  refused: 'closed',
  reset: 'closed',
};

const freshHandshake = async (gate: Gate, endpoint: Endpoint, options: ConnectionOptions): Promise<Shake> => {
  const connection = await connectTcp(gate, { probe: 'tls', ...endpoint });
  if (connection.state === 'open') return handshake(gate, connection.socket, options);
  const { state, code } = connection;
  return {
    outcome: unconnected[state] ?? 'failed',
    ...(state === 'cut-short' ? {} : { code: code ?? state }),
  };
};

/** Of these, nothing is known about the certificate. */
const unfinished: ReadonlySet<TlsHandshake['outcome']> = new Set(['silent', 'cut-short', 'closed']);

const verificationOf = async (
  gate: Gate,
  endpoint: Endpoint,
  host: string,
): Promise<Pick<TlsHandshake, 'verification'>> => {
  const shaken = await freshHandshake(gate, endpoint, {
    secureContext: trustOf(gate.target),
    servername: serverName(host),
    host,
    rejectUnauthorized: false,
    // Whether the name matches is judged from the certificate itself; here only the chain and its dates count.
    checkServerIdentity: () => undefined,
  });
  if ('outcome' in shaken)
    return unfinished.has(shaken.outcome) || !shaken.code ? {} : { verification: shaken.code };
  const problem = shaken.socket.authorizationError as Error | string | null;
  discard(shaken.socket);
  if (!problem) return { verification: 'ok' };
  return { verification: typeof problem === 'string' ? problem : codeOf(problem) };
};

/** Only what was said: nothing is sent, and the connection is gone whatever becomes of what came. */
const readOff = (
  socket: TLSSocket,
  hosts: readonly string[],
): Pick<TlsHandshake, 'protocol' | 'cipher' | 'chain'> => {
  try {
    return {
      protocol: socket.getProtocol() ?? '',
      cipher: socket.getCipher().name,
      // getPeerX509Certificate() would empty the chain for the next call on Node 20 to 24 (nodejs/node#65579).
      chain: chainOf(socket.getPeerCertificate(true), hosts),
    };
  } finally {
    discard(socket);
  }
};

/**
 * Looks at the certificate of one address: first a handshake that believes nobody, to see all that the server sends,
 * then one that verifies, to hear what it is worth. Neither carries any data.
 */
export const lookAtTls = async (gate: Gate, endpoint: Endpoint, host: string): Promise<TlsHandshake> => {
  const start = performance.now();
  const name = serverName(host);
  const shaken = await freshHandshake(gate, endpoint, { ...looking, servername: name, host });
  const common = {
    ...endpoint,
    serverName: name,
    command: `openssl s_client -connect ${endpoint.address}:${endpoint.port}${name ? ` -servername ${name}` : ''} </dev/null`,
  };
  if ('outcome' in shaken) return { ...common, ...shaken, chain: [], ms: since(start) };
  const { site } = gate.target;
  const hosts = [host, site.ascii, ...(site.twin ? [site.twin] : [])];
  const ms = since(start);
  const seen = readOff(shaken.socket, hosts);
  return { ...common, outcome: 'handshake', ...seen, ...(await verificationOf(gate, endpoint, host)), ms };
};

/** What the server shows to somebody who does not say which site is wanted: its default certificate. No data either. */
export const lookWithoutName = async (
  gate: Gate,
  endpoint: Endpoint,
): Promise<NonNullable<TlsHandshake['withoutName']>> => {
  const shaken = await freshHandshake(gate, endpoint, { ...looking, servername: '' });
  if ('outcome' in shaken) return { outcome: shaken.outcome, ...(shaken.code ? { code: shaken.code } : {}) };
  const fingerprint256 = readOff(shaken.socket, []).chain[0]?.fingerprint256;
  return { outcome: 'handshake', ...(fingerprint256 ? { fingerprint256 } : {}) };
};
