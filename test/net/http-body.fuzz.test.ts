import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyText } from '../../src/net/http-body.ts';
import { limits } from '../../src/net/limits.ts';

const bytes = fc.uint8Array({ maxLength: 3_000, size: 'max' }).map((array) => Buffer.from(array));

const encodings = [
  'gzip',
  'x-gzip',
  'deflate',
  'br',
  'zstd',
  'identity',
  '',
  '__proto__',
  'constructor',
  'GZIP ',
];

test('any bytes in any encoding are text within the cap, or nothing and cut', () => {
  const encoding = fc.oneof(fc.constantFrom(...encodings), fc.string({ maxLength: 30 }));
  fc.assert(
    fc.property(bytes, encoding, (body, name) => {
      const { text, cut } = bodyText(body, name);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3 * limits.http.bodyBytes);
      if (cut) expect(text).toBe('');
    }),
    { numRuns: 1_000 },
  );
});

test('a body that is packed as its header says comes out as it was, up to the cap', () => {
  const pack = fc.constantFrom(
    ['gzip', gzipSync] as const,
    ['deflate', deflateSync] as const,
    ['br', brotliCompressSync] as const,
  );
  fc.assert(
    fc.property(
      fc.string({ maxLength: 500, unit: 'grapheme' }),
      fc.nat({ max: 400 }),
      pack,
      (part, times, [name, by]) => {
        const text = part.repeat(times);
        const fits = Buffer.byteLength(text) <= limits.http.bodyBytes;
        expect(bodyText(by(text), name)).toEqual(fits ? { text, cut: false } : { text: '', cut: true });
      },
    ),
    { numRuns: 150 },
  );
});
