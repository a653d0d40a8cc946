/** DNS messages byte by byte (RFC 1035 §4.1), for what no encoder writes. */

export type Label = string | Buffer;

const u16 = (value: number): Buffer => Buffer.from([(value >> 8) & 255, value & 255]);
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const label = (text: Label): Buffer => {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
};

/** Each label is what it is: a dot in it is a byte like any other. */
export const labels = (...parts: readonly Label[]): Buffer =>
  Buffer.concat([...parts.map(label), Buffer.from([0])]);

export const nameOf = (text: string): Buffer => labels(...text.split('.'));

/** A compression pointer (RFC 1035 §4.1.4). */
export const pointer = (offset: number): Buffer => u16(0xc000 | offset);

/** Where the name of the question stands in every message. */
export const asked = pointer(12);

export const types = { A: 1, CNAME: 5, TXT: 16, AAAA: 28, OPT: 41 } as const;

export interface Record {
  readonly owner?: Buffer;
  readonly type?: number;
  readonly class?: number;
  readonly ttl?: number;
  readonly data: Buffer;
  /** What is said of the length of the data; the truth by default. */
  readonly length?: number;
}

export const record = ({
  owner = asked,
  type = types.A,
  class: kind = 1,
  ttl = 60,
  data,
  length,
}: Record): Buffer =>
  Buffer.concat([owner, u16(type), u16(kind), u32(ttl), u16(length ?? data.length), data]);

export const address = (text: string): Buffer => Buffer.from(text.split('.').map(Number));

export const a = (text: string, owner = asked): Buffer => record({ owner, data: address(text) });

export const cname = (to: Buffer, owner = asked): Buffer => record({ owner, type: types.CNAME, data: to });

export interface Message {
  readonly id?: number;
  /** QR, RD and RA by default. */
  readonly flags?: number;
  /** The question as it was asked, by default. */
  readonly question?: Buffer;
  readonly answers?: readonly Buffer[];
  /** What the header says of its four sections; the truth by default. */
  readonly counts?: readonly [number, number, number, number];
  readonly tail?: Buffer;
}

const endOfName = (message: Buffer, from: number): number => {
  let at = from;
  while ((message[at] ?? 0) !== 0) at += 1 + (message[at] ?? 0);
  return at + 1;
};

const questionOf = (query: Buffer): Buffer => query.subarray(12, endOfName(query, 12) + 4);

export const typeOf = (query: Buffer): number => query.readUInt16BE(endOfName(query, 12));

/** A message that answers `query`, with everything in it that `message` says otherwise. */
export const reply = (query: Buffer, message: Message = {}): Buffer => {
  const {
    id = query.readUInt16BE(0),
    flags = 0x8180,
    question = questionOf(query),
    answers = [],
    tail,
  } = message;
  const counts = message.counts ?? [question.length > 0 ? 1 : 0, answers.length, 0, 0];
  return Buffer.concat([
    u16(id),
    u16(flags),
    ...counts.map(u16),
    question,
    ...answers,
    tail ?? Buffer.alloc(0),
  ]);
};

/** What an honest resolver says: the site is here, and has no IPv6. */
export const truth = (query: Buffer): Buffer =>
  reply(query, { answers: typeOf(query) === types.A ? [a('127.0.0.1')] : [] });
