import packet from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../src/model/address.ts';
import { harmless, harmlessJson } from '../../src/model/harmless.ts';
import { parseSite } from '../../src/model/site.ts';
import { question, readReply } from '../../src/net/dns-message.ts';
import { readFirstPacket } from '../../src/net/mysql-greeting.ts';
import { workedMs } from '../support/processor.ts';

/** Whatever bytes or text come, a parser of ours ends, and says what it is or that it is nothing. */

const bytes = fc.uint8Array({ maxLength: 600, size: 'max' }).map((array) => Buffer.from(array));

describe('the first packet of a database', () => {
  test('is one of four things, whatever the bytes', () => {
    fc.assert(
      fc.property(bytes, (any) => {
        expect(['greeting', 'error', 'other', 'incomplete']).toContain(readFirstPacket(any, 4_096).kind);
      }),
      { numRuns: 2_000 },
    );
  });

  test('stays the same or becomes clear as more bytes come', () => {
    const greeting = fc.record({
      version: fc.stringMatching(/^[0-9.]{1,12}$/),
      rest: fc.uint8Array({ minLength: 50, maxLength: 80, size: 'max' }),
    });
    fc.assert(
      fc.property(greeting, ({ version, rest }) => {
        const payload = Buffer.concat([Buffer.from([0x0a]), Buffer.from(`${version}\0`), Buffer.from(rest)]);
        const whole = Buffer.concat([Buffer.from([payload.length, 0, 0, 0]), payload]);
        for (let end = 0; end < whole.length; end += 1)
          expect(readFirstPacket(whole.subarray(0, end), 4_096).kind).toBe('incomplete');
        expect(readFirstPacket(whole, 4_096).kind).toBe('greeting');
      }),
      { numRuns: 50 },
    );
  });
});

describe('a DNS answer', () => {
  const asked = question('www.foobar.com', 'A', { recursion: true });

  test('with another id, or a query, is not ours', () => {
    fc.assert(
      fc.property(bytes, (any) => {
        const isOurs =
          any.length >= 12 && any.readUInt16BE(0) === asked.id && (any.readUInt8(2) & 0x80) !== 0;
        if (!isOurs) expect(readReply(any, asked)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test('with our id over any bytes is read, refused or no answer to us, in bounded time', () => {
    const header = Buffer.alloc(4);
    header.writeUInt16BE(asked.id);
    header[2] = 0x81;
    fc.assert(
      fc.property(bytes, (any) => {
        const before = workedMs();
        try {
          readReply(Buffer.concat([header, any]), asked);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
        expect(workedMs() - before).toBeLessThan(250);
      }),
      { numRuns: 2_000 },
    );
  });

  test('keeps every extended error, whatever its text', () => {
    const error = fc.record({
      code: fc.integer({ min: 0, max: 65_535 }),
      text: fc
        .string({ unit: 'grapheme', maxLength: 60, size: 'max' })
        .filter((text) => !text.endsWith('\0')),
    });
    fc.assert(
      fc.property(fc.array(error, { maxLength: 4, size: 'max' }), (errors) => {
        const options = errors.map(({ code, text }) => {
          const number = Buffer.alloc(2);
          number.writeUInt16BE(code);
          return { code: 15, data: Buffer.concat([number, Buffer.from(text)]) };
        });
        const opt = { type: 'OPT', name: '.', udpPayloadSize: 1232, flags: 0, options };
        const message = packet.encode({
          type: 'response',
          id: asked.id,
          questions: [{ type: 'A', name: asked.name }],
          additionals: [opt as never],
        });
        expect(readReply(message, asked)?.extendedErrors).toEqual(errors);
      }),
      { numRuns: 500 },
    );
  });

  test('passes over an extended error that is too short to have a code', () => {
    const options = [{ code: 15, data: Buffer.from([1]) }];
    const opt = { type: 'OPT', name: '.', udpPayloadSize: 1232, flags: 0, options };
    const message = packet.encode({
      type: 'response',
      id: asked.id,
      questions: [{ type: 'A', name: asked.name }],
      additionals: [opt as never],
    });
    expect(readReply(message, asked)?.extendedErrors).toEqual([]);
  });

  test('keeps the name that was asked, in any case of its letters', () => {
    const message = packet.encode({
      type: 'response',
      id: asked.id,
      flags: packet.RECURSION_DESIRED,
      questions: [{ type: 'A', name: 'WWW.fooBAR.com' }],
      answers: [{ type: 'A', name: 'WWW.fooBAR.com', data: '127.0.0.2', ttl: 5 }],
    });
    expect(readReply(message, asked)?.answers).toEqual([
      { name: 'www.foobar.com', type: 'A', ttl: 5, data: '127.0.0.2' },
    ]);
  });
});

describe('what a person types', () => {
  test('is a site or a sentence, never anything else', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, size: 'max', unit: 'binary' }), (typed) => {
        try {
          const { ascii } = parseSite(typed);
          expect(ascii).toMatch(/^[a-z0-9.:-]+$/i);
          expect(ascii.length).toBeLessThanOrEqual(253);
        } catch (error) {
          expect((error as Error).name).toBe('SiteError');
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('text from the network', () => {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  const obeyed = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f]/;

  test('holds nothing that a terminal obeys once it is harmless, and the same text stays the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300, size: 'max' }), (text) => {
        expect(harmless(text)).not.toMatch(obeyed);
        expect(harmless(harmless(text))).toBe(harmless(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test('survives JSON unchanged, and no terminal obeys the document', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300, size: 'max' }), (text) => {
        const document = harmlessJson({ text });
        expect(document.replaceAll('\n', '')).not.toMatch(obeyed);
        expect((JSON.parse(document) as { text: string }).text).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('every text has a class of address, and what is no address is not dialled', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      expect(classify(text)).toBeTypeOf('string');
    }),
  );
  expect(classify('::ffff:169.254.169.254')).toBe('link-local');
  expect(classify('::ffff:a9fe:a9fe')).toBe('link-local');
  expect(classify('fe80::1%eth0')).toBe('link-local');
  expect(classify('64:ff9b::7f00:1')).toBe('loopback');
  expect(classify('64:ff9b::808:808')).toBe('public');
  expect(classify('2001:4860:4860::8888')).toBe('public');
});
