import { randomInt } from 'node:crypto';
import packet, { type Answer, type DecodedPacket, type Packet } from 'dns-packet';
import type { DnsExchange, DnsRecord, ExtendedError } from '../model/seen/dns.ts';
import { assertShape } from './dns-shape.ts';
import { limits } from './limits.ts';

export type QuestionType = DnsExchange['type'];

export interface Question {
  readonly id: number;
  readonly name: string;
  readonly type: QuestionType;
  readonly message: Buffer;
}

/** RFC 6891 §6.2.5 leaves the size open; 1232 fits every path without fragments (DNS flag day 2020). */
const udpPayloadSize = 1232;

interface Flags {
  /** Look further for us (RD). */
  readonly recursion: boolean;
  /** Do not check signatures (CD). */
  readonly checkingDisabled?: boolean;
}

/** A query with EDNS(0). `name` has to be a checked host name: the codec itself checks nothing. */
export const question = (
  name: string,
  type: QuestionType,
  { recursion, checkingDisabled = false }: Flags,
): Question => {
  const id = randomInt(65_536);
  const query: Packet = {
    type: 'query',
    id,
    flags: (recursion ? packet.RECURSION_DESIRED : 0) | (checkingDisabled ? packet.CHECKING_DISABLED : 0),
    questions: [{ type, name, class: 'IN' }],
    additionals: [{ type: 'OPT', name: '.', udpPayloadSize, flags: 0, options: [] } as never],
  };
  return { id, name, type, message: packet.encode(query) };
};

export interface Reply {
  readonly rcode: string;
  readonly authoritative: boolean;
  readonly recursionAvailable: boolean;
  readonly truncated: boolean;
  readonly extendedErrors: readonly ExtendedError[];
  readonly answers: readonly DnsRecord[];
  readonly authority: readonly DnsRecord[];
  readonly additional: readonly DnsRecord[];
}

/** RFC 1035 §4.1.1, RFC 6895 §2.3. */
const rcodes: Readonly<Record<number, string>> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  9: 'NOTAUTH',
  16: 'BADVERS',
};

const text = (record: Answer): string => {
  const { data } = record as { data?: unknown };
  if (typeof data === 'string') return data;
  if (data && typeof data === 'object' && 'mname' in data) return String(data.mname);
  return '';
};

const record = (answer: Answer): DnsRecord => ({
  name: answer.name.toLowerCase(),
  type: answer.type,
  ttl: 'ttl' in answer ? (answer.ttl ?? 0) : 0,
  data: text(answer),
  ...(answer.type === 'SOA' && answer.data.serial !== undefined ? { serial: answer.data.serial } : {}),
});

/** A message can hold thousands: all aliases are kept, because each leads to the next, and the first of the others. */
const records = (answers: readonly Answer[] | undefined): DnsRecord[] => {
  let others = 0;
  return (answers ?? [])
    .filter(({ type }) => type !== 'OPT' && (type === 'CNAME' || (others += 1) <= limits.dns.records))
    .map(record);
};

/** What the codec makes of the OPT record. */
interface Edns {
  readonly extendedRcode?: number;
  readonly options?: readonly { readonly code: number; readonly data?: unknown }[];
}

const ednsOf = (message: DecodedPacket): Edns | undefined =>
  message.additionals?.find((answer) => answer.type === 'OPT');

/** Extended DNS Error: a code in two bytes, then UTF-8 that may end with a zero byte (RFC 8914 §2). */
const extendedErrorsOf = (message: DecodedPacket): ExtendedError[] =>
  (ednsOf(message)?.options ?? []).flatMap(({ code, data }) =>
    code === 15 && Buffer.isBuffer(data) && data.length >= 2
      ? [{ code: data.readUInt16BE(0), text: data.toString('utf8', 2).replace(/\0$/, '') }]
      : [],
  );

/** The header's four bits below the eight that EDNS adds (RFC 6891 §6.1.3). */
const rcodeOf = (message: DecodedPacket): string => {
  const code = ((ednsOf(message)?.extendedRcode ?? 0) << 4) | ((message.flags ?? 0) & 15);
  return rcodes[code] ?? `RCODE${code}`;
};

/** The codec reads the root as `.`, and writes it from the empty text. */
const sameName = (a: string, b: string): boolean =>
  a.toLowerCase().replace(/\.$/, '') === b.toLowerCase().replace(/\.$/, '');

const answers = (message: DecodedPacket, asked: Question): boolean => {
  const [echoed] = message.questions ?? [];
  if (!echoed) return rcodeOf(message) === 'FORMERR' || rcodeOf(message) === 'NOTIMP';
  return echoed.type === asked.type && sameName(echoed.name, asked.name);
};

/**
 * Reads a message as the answer to a question: `undefined` when it is not (another id, another question, a query),
 * and the listener goes on waiting.
 * @throws {RangeError|Error} when the right id stands over something that is no DNS message
 */
export const readReply = (message: Buffer, asked: Question): Reply | undefined => {
  // QR, and the operation that was asked for: QUERY (RFC 1035 §4.1.1).
  const isResponse = message.length >= 12 && (message.readUInt8(2) & 0xf8) === 0x80;
  if (!isResponse || message.readUInt16BE(0) !== asked.id) return undefined;
  assertShape(message);
  const decoded = packet.decode(message);
  if (!answers(decoded, asked)) return undefined;
  return {
    rcode: rcodeOf(decoded),
    authoritative: decoded.flag_aa,
    recursionAvailable: decoded.flag_ra,
    extendedErrors: extendedErrorsOf(decoded),
    truncated: decoded.flag_tc,
    answers: records(decoded.answers),
    authority: records(decoded.authorities),
    additional: records(decoded.additionals),
  };
};
