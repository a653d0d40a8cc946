import { Duplex, PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fenced } from '../../src/net/mysql-fence.ts';

const packet = (sequence: number, payload: Uint8Array): Buffer => {
  const header = Buffer.alloc(4);
  header.writeUIntLE(payload.length, 0, 3);
  header[3] = sequence;
  return Buffer.concat([header, payload]);
};

/** What comes through a fence when a server sends these chunks after what we said, and the code with which it closed. */
const passed = async (
  chunks: readonly Buffer[],
  said?: Buffer,
): Promise<{ bytes: Buffer; code?: string }> => {
  const server = new PassThrough();
  const fence = fenced(Duplex.from({ readable: server, writable: new PassThrough().resume() }), 65_536);
  const got: Buffer[] = [];
  let code: string | undefined;
  fence.on('data', (chunk: Buffer) => got.push(chunk));
  fence.on('error', (error) => (code = (error as { code?: string }).code));
  const closed = new Promise((resolve) => fence.once('close', resolve));
  if (said) await new Promise((resolve) => fence.write(said, resolve));
  for (const chunk of chunks) server.write(chunk);
  server.end();
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 50))]);
  fence.destroy();
  return { bytes: Buffer.concat(got), ...(code ? { code } : {}) };
};

const cutAt = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
};

const payloads = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300, size: 'max' }), {
  minLength: 1,
  maxLength: 6,
});

test('packets in order come through as they are, however they are cut', async () => {
  await fc.assert(
    fc.asyncProperty(payloads, fc.array(fc.nat(), { maxLength: 8 }), async (all, cuts) => {
      const bytes = Buffer.concat(all.map((payload, index) => packet(index + 2, payload)));
      expect(await passed(cutAt(bytes, cuts), packet(1, Buffer.from('login')))).toEqual({ bytes });
    }),
    { numRuns: 60 },
  );
});

test('a packet out of order closes it', async () => {
  const wrong = Buffer.concat([packet(0, Buffer.from('hello')), packet(7, Buffer.from('x'))]);
  expect((await passed([wrong])).code).toBe('PACKETS_OUT_OF_ORDER');
});

test('so does a second one before we have answered the first', async () => {
  const early = Buffer.concat([packet(0, Buffer.from('hello')), packet(1, Buffer.from('OK'))]);
  expect((await passed([early])).code).toBe('PACKETS_OUT_OF_ORDER');
});

test('an empty packet closes it: a server says nothing with none', async () => {
  const empty = Buffer.concat([packet(0, Buffer.from('hello')), packet(1, Buffer.alloc(0))]);
  expect((await passed([empty])).code).toBe('EMPTY_PACKET');
});

test('more bytes than a handshake can need close it', async () => {
  expect((await passed([packet(0, Buffer.alloc(70_000))])).code).toBe('TOO_MANY_BYTES');
});
