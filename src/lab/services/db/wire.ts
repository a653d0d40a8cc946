import { createHash, timingSafeEqual } from 'node:crypto';

/** As much of the MySQL client/server protocol as a login and a few text queries need. */

export const nativePassword = 'mysql_native_password';

/** Capability bits that the stand-in has. */
const capabilities = {
  longPassword: 0x1,
  foundRows: 0x2,
  longFlag: 0x4,
  connectWithDb: 0x8,
  protocol41: 0x200,
  transactions: 0x2000,
  secureConnection: 0x8000,
  pluginAuth: 0x8_0000,
} as const;

const ours = Object.values(capabilities).reduce((all, bit) => all | bit, 0);

const autocommit = 0x0002;
const utf8mb4 = 45;
const binary = 63;

const nul = (text: string): Buffer => Buffer.from(`${text}\0`);
const int16 = (value: number): Buffer => Buffer.from([value & 0xff, (value >> 8) & 0xff]);
const int32 = (value: number): Buffer => Buffer.concat([int16(value & 0xffff), int16(value >>> 16)]);

/** A string after its length; all of ours are shorter than 64 KiB. */
const counted = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  const length =
    bytes.length < 251
      ? Buffer.from([bytes.length])
      : Buffer.concat([Buffer.from([0xfc]), int16(bytes.length)]);
  return Buffer.concat([length, bytes]);
};

/** A payload with its header: three bytes of length and the sequence number. */
export const framed = (payload: Uint8Array, sequence: number): Buffer => {
  const { length } = payload;
  return Buffer.concat([
    Buffer.from([length & 0xff, (length >> 8) & 0xff, length >> 16, sequence & 0xff]),
    payload,
  ]);
};

/** Protocol::HandshakeV10. The salt is 20 bytes without a NUL. */
export const greeting = (version: string, thread: number, salt: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from([10]),
    nul(version),
    int32(thread),
    salt.subarray(0, 8),
    Buffer.from([0]),
    int16(ours & 0xffff),
    Buffer.from([utf8mb4]),
    int16(autocommit),
    int16(ours >>> 16),
    Buffer.from([salt.length + 1]),
    Buffer.alloc(10),
    salt.subarray(8),
    Buffer.from([0]),
    nul(nativePassword),
  ]);

/** Protocol::AuthSwitchRequest: asks for the same password in the one way that we know. */
export const switchToNative = (salt: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xfe]), nul(nativePassword), salt, Buffer.from([0])]);

export interface HandshakeResponse {
  readonly user: string;
  readonly proof: Buffer;
  readonly schema?: string;
  readonly plugin?: string;
}

/** Protocol::HandshakeResponse41. */
export const readHandshakeResponse = (payload: Buffer): HandshakeResponse => {
  const flags = payload.readUInt32LE(0);
  let at = 32;
  const text = (): string => {
    const end = payload.indexOf(0, at);
    const found = payload.toString('utf8', at, end < 0 ? payload.length : end);
    at = end < 0 ? payload.length : end + 1;
    return found;
  };
  const user = text();
  const length = payload[at] ?? 0;
  const proof = payload.subarray(at + 1, at + 1 + length);
  at += 1 + length;
  const schema = flags & capabilities.connectWithDb ? text() : '';
  const plugin = flags & capabilities.pluginAuth ? text() : '';
  return { user, proof, ...(schema ? { schema } : {}), ...(plugin ? { plugin } : {}) };
};

const sha1 = (...parts: readonly (string | Uint8Array)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha1')).digest();

/** mysql_native_password: SHA1(password) XOR SHA1(salt, SHA1(SHA1(password))). */
export const isProof = (proof: Buffer, password: string, salt: Buffer): boolean => {
  const once = sha1(password);
  const mask = sha1(salt, sha1(once));
  const expected = once.map((byte, at) => byte ^ (mask[at] ?? 0));
  return proof.length === expected.length && timingSafeEqual(proof, expected);
};

export const okPacket = (): Buffer => Buffer.concat([Buffer.from([0, 1, 0]), int16(autocommit), int16(0)]);

export interface SqlError {
  readonly number: number;
  readonly state: string;
  readonly says: string;
}

export const errorPacket = ({ number, state, says }: SqlError): Buffer =>
  Buffer.concat([Buffer.from([0xff]), int16(number), Buffer.from(`#${state}${says}`)]);

const endOfPart = Buffer.concat([Buffer.from([0xfe]), int16(0), int16(autocommit)]);

const column = (name: string, value: string | number): Buffer => {
  const isNumber = typeof value === 'number';
  return Buffer.concat([
    ...['def', '', '', '', name, name].map(counted),
    Buffer.from([12]),
    int16(isNumber ? binary : utf8mb4),
    int32(1024),
    Buffer.from([isNumber ? 0x03 : 0xfd]), // LONG, VAR_STRING
    int16(0),
    Buffer.alloc(3),
  ]);
};

/** The packets of a text result set with one row. */
export const oneRow = (row: Readonly<Record<string, string | number>>): readonly Buffer[] => [
  Buffer.from([Object.keys(row).length]),
  ...Object.entries(row).map(([name, value]) => column(name, value)),
  endOfPart,
  Buffer.concat(Object.values(row).map((value) => counted(String(value)))),
  endOfPart,
];
