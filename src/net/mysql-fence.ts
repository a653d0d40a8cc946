import { Duplex, pipeline, Transform, type TransformCallback } from 'node:stream';

/** Why a fence closed: what came is no handshake of MySQL's, or more than one can need. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
  readonly code: 'PACKETS_OUT_OF_ORDER' | 'EMPTY_PACKET' | 'TOO_MANY_BYTES';
  constructor(code: Fenced['code']) {
    super(code);
    this.code = code;
  }
}

/** Finds the sequence number of each packet, and the length of its payload, in a stream of bytes (MySQL: three bytes of length, one of sequence). */
const packetReader = (onPacket: (sequence: number, length: number) => void): ((chunk: Buffer) => void) => {
  let header = Buffer.alloc(0);
  let payloadLeft = 0;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (payloadLeft > 0) {
        const passed = Math.min(payloadLeft, chunk.length - at);
        payloadLeft -= passed;
        at += passed;
        continue;
      }
      const taken = chunk.subarray(at, at + 4 - header.length);
      header = Buffer.concat([header, taken]);
      at += taken.length;
      if (header.length < 4) return;
      payloadLeft = header.readUIntLE(0, 3);
      onPacket(header.readUInt8(3), payloadLeft);
      header = Buffer.alloc(0);
    }
  };
};

const through = (look: (chunk: Buffer) => void): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      try {
        look(chunk);
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
  });

/**
 * The same stream, closed as soon as more comes than `most` bytes, or a packet out of its order, or an empty one.
 * mysql2 would go on reading the first two, writes a warning of its own to standard error at the second, and takes the
 * third for the server's OK.
 */
export const fenced = (stream: Duplex, most: number): Duplex => {
  let size = 0;
  let next = 0;
  let hasAnswered = false;
  const read = packetReader((sequence, length) => {
    if (length === 0) throw new Fenced('EMPTY_PACKET');
    // Behind the greeting it is our turn, whatever number the second packet has.
    if (sequence !== next || (sequence > 0 && !hasAnswered)) throw new Fenced('PACKETS_OUT_OF_ORDER');
    next = (next + 1) % 256;
  });
  const written = packetReader((sequence) => {
    hasAnswered = true;
    next = (sequence + 1) % 256;
  });
  const incoming = through((chunk) => {
    size += chunk.length;
    if (size > most) throw new Fenced('TOO_MANY_BYTES');
    read(chunk);
  });
  const outgoing = through(written);
  // How the two ends close is heard through the fence itself.
  pipeline(stream, incoming, () => {});
  pipeline(outgoing, stream, () => {});
  return Duplex.from({ readable: incoming, writable: outgoing });
};
