import packet from 'dns-packet';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertShape, Misshapen } from '../../src/net/dns-shape.ts';
import { workedMs } from '../support/processor.ts';

const name = fc
  .array(fc.stringMatching(/^[a-z0-9-]{1,20}$/), { minLength: 1, maxLength: 5 })
  .map((labels) => labels.join('.'));

const record = fc.oneof(
  fc.record({ type: fc.constant('A' as const), name, data: fc.ipV4() }),
  fc.record({ type: fc.constant('AAAA' as const), name, data: fc.ipV6() }),
  fc.record({ type: fc.constant('CNAME' as const), name, data: name }),
  fc.record({ type: fc.constant('NS' as const), name, data: name }),
);

const message = fc
  .record({
    name,
    answers: fc.array(record, { maxLength: 6 }),
    additionals: fc.array(record, { maxLength: 3 }),
  })
  .map(({ name: asked, answers, additionals }) =>
    packet.encode({
      type: 'response',
      id: 7,
      questions: [{ type: 'A', name: asked }],
      answers,
      additionals,
    }),
  );

test('what the codec writes has the shape that it says', () => {
  fc.assert(
    fc.property(message, (bytes) => {
      expect(() => assertShape(bytes)).not.toThrow();
    }),
    { numRuns: 300 },
  );
});

const isRefusal = (error: unknown): boolean => error instanceof Misshapen || error instanceof RangeError;

test('with some bytes changed or cut off it is refused, or every address is as long as an address', () => {
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(message, changes, fc.nat(), (bytes, edits, cut) => {
      const spoilt = Buffer.from(bytes);
      for (const [at, byte] of edits) spoilt[12 + (at % (spoilt.length - 12))] = byte;
      const kept = cut % 3 === 0 ? spoilt.subarray(0, 12 + (cut % (spoilt.length - 12))) : spoilt;
      try {
        assertShape(kept);
      } catch (error) {
        expect(error).toSatisfy(isRefusal);
        return;
      }
      // The codec may still refuse it; when it reads an address, that is one.
      try {
        for (const { type, ...rest } of packet.decode(kept).answers ?? [])
          if (type === 'A') expect((rest as { data: string }).data).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('any bytes are refused or read in bounded time', () => {
  const bytes = fc.uint8Array({ minLength: 12, maxLength: 2_000, size: 'max' });
  fc.assert(
    fc.property(bytes, (any) => {
      const before = workedMs();
      try {
        assertShape(Buffer.from(any));
      } catch (error) {
        expect(error).toSatisfy(isRefusal);
      }
      expect(workedMs() - before).toBeLessThan(100);
    }),
    { numRuns: 2_000 },
  );
});
