import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGate } from '../../src/net/gate.ts';
import { askHttp } from '../../src/net/http.ts';
import { peer } from '../support/servers/peer.ts';
import { staged } from '../support/stage.ts';
import { closed, loopback, targetFor } from '../support/target.ts';

/** Pieces of answers, true ones and others, in any order. */
const piece = fc.oneof(
  fc.constantFrom(
    'HTTP/1.1 200 OK\r\n',
    'HTTP/1.1 103 Early Hints\r\n',
    'HTTP/1.0 302 Found\r\n',
    'Content-Length: 4\r\n',
    'Content-Length: 99999999999999999999\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Transfer-Encoding: gzip, chunked\r\n',
    'Content-Encoding: gzip\r\n',
    'Connection: close\r\n',
    'Location: //[\r\n',
    'Trailer: x\r\n',
    '\r\n',
    '\r\n\r\n',
    '4\r\nShop\r\n',
    '0\r\n\r\n',
    'Shop',
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 40 }),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
);

const outcomes = ['answer', 'closed', 'not-http', 'too-big', 'failed'];

test(
  'whatever a server says before it closes is an answer or a failure with a name',
  staged(async (stage) => {
    let words: readonly string[] = [];
    const port = await peer(
      stage,
      (socket) => void socket.once('data', () => socket.end(Buffer.from(words.join(''), 'latin1'))),
    );
    const target = targetFor({ ports: { ...closed, http: port } });
    const plan = [{ probe: 'http', protocol: 'tcp', to: '', port, why: '' }] as const;
    const gate = createGate(target, plan, AbortSignal.timeout(25_000));
    const url = new URL(`http://www.shop.com:${port}/`);
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 9 }), async (said) => {
        words = said;
        const ask = { probe: 'http', url, address: loopback, userAgent: 'infra-tutor/test' } as const;
        const { outcome, body, status } = await askHttp(gate, ask);
        expect(outcomes).toContain(outcome);
        expect(status === undefined).toBe(outcome !== 'answer');
        expect(body.length).toBeLessThanOrEqual(65_536);
      }),
      { numRuns: 300 },
    );
  }),
);
