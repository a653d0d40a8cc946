/** The data of an address record is an address (RFC 1035 §3.4.1, RFC 3596 §2.2). */
const addressBytes: Readonly<Record<number, number>> = { 1: 4, 28: 16 };

const headerBytes = 12;

/** What a message is that says something else of itself than it holds. */
export class Misshapen extends Error {
  override readonly name = 'Misshapen';
}

const within = (message: Buffer, end: number): number => {
  if (end > message.length) throw new Misshapen('a record is longer than its message');
  return end;
};

/** Where a name ends. A pointer ends it, and points to a name before it, not into the header (RFC 9267 §2). */
const endOfName = (message: Buffer, start: number): number => {
  let at = start;
  for (;;) {
    const length = message.readUInt8(at);
    if (length === 0) return at + 1;
    if (length >= 0xc0) {
      const target = message.readUInt16BE(at) & 0x3fff;
      if (target < headerBytes || target >= start)
        throw new Misshapen('a pointer does not point back to a name');
      return at + 2;
    }
    if (length > 63) throw new Misshapen('a label has reserved bits');
    at = within(message, at + 1 + length);
  }
};

/** Type, class, TTL and length of the data, and the data (RFC 1035 §4.1.3). */
const endOfRecord = (message: Buffer, start: number): number => {
  const at = endOfName(message, start);
  const type = message.readUInt16BE(at);
  const bytes = message.readUInt16BE(at + 8);
  const expected = addressBytes[type];
  if (expected !== undefined && bytes !== expected) throw new Misshapen('an address has another length');
  return within(message, at + 10 + bytes);
};

/**
 * That a message holds what its header and its records say (RFC 9267). The codec reads an address where the record says
 * that there is none, and beyond the end of a record.
 * @throws {Misshapen|RangeError} when it does not
 */
export const assertShape = (message: Buffer): void => {
  let at = headerBytes;
  for (let left = message.readUInt16BE(4); left > 0; left -= 1)
    at = within(message, endOfName(message, at) + 4);
  const records = message.readUInt16BE(6) + message.readUInt16BE(8) + message.readUInt16BE(10);
  for (let left = records; left > 0; left -= 1) at = endOfRecord(message, at);
};
