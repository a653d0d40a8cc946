import { connect } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { questions } from '../../src/model/database.ts';
import { askMysql } from '../../src/net/mysql.ts';
import { greeting, packet, switchTo } from '../support/servers/mysql-peer.ts';
import { peer } from '../support/servers/peer.ts';
import { staged, type Stage } from '../support/stage.ts';
import { loopback } from '../support/target.ts';

const password = 'correct horse';

const payload = fc.oneof(
  fc.constantFrom(
    Buffer.from([0, 0, 0, 2, 0, 0, 0]),
    Buffer.from([0xff, 0x15, 0x04]),
    Buffer.from([0xfe]),
    Buffer.from([0xfb]),
    Buffer.from([1, 3]),
    Buffer.from([1, 4]),
    switchTo('mysql_native_password'),
    switchTo('caching_sha2_password'),
    switchTo('mysql_clear_password'),
    switchTo(''),
    switchTo('hasOwnProperty'),
  ),
  fc.uint8Array({ minLength: 1, maxLength: 80, size: 'max' }).map((bytes) => Buffer.from(bytes)),
);

const hello = fc.constantFrom(
  greeting('mysql_native_password'),
  greeting('caching_sha2_password'),
  greeting('mysql_native_password', '5.5.5-10.11.6-MariaDB'),
  greeting('__proto__'),
);

/** Says this, and the next packet after each of the client's, and then closes. */
interface Words {
  readonly first: Buffer;
  readonly replies: readonly Buffer[];
}

/** What came of a login at a server that says these words, and all that it was told. */
const logins = async (stage: Stage) => {
  let words: Words = { first: Buffer.alloc(0), replies: [] };
  let heard = Buffer.alloc(0);
  const port = await peer(stage, (socket) => {
    const left = [...words.replies];
    socket.write(words.first);
    socket.on('data', (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      const reply = left.shift();
      if (reply) socket.write(packet(((chunk[3] ?? 0) + 1) % 256, reply));
      else socket.end();
    });
  });
  const never = new AbortController().signal;
  return async (said: Words) => {
    words = said;
    heard = Buffer.alloc(0);
    const stream = connect(port, loopback);
    const { state, login } = await askMysql(
      stream,
      { login: { user: 'shop', password }, asks: questions },
      never,
      300,
    );
    return { state, outcome: login?.outcome, isSecret: !heard.includes(password) };
  };
};

const states = ['greeting', 'error-packet', 'not-mysql', 'closed', 'silent', 'failed'];

test(
  'whatever a server says, the login comes to an end that has a name, and the password stays here',
  staged(async (stage) => {
    const login = await logins(stage);
    await fc.assert(
      fc.asyncProperty(hello, fc.array(payload, { maxLength: 5 }), async (first, replies) => {
        const { state, outcome, isSecret } = await login({ first, replies });
        expect(states).toContain(state);
        expect(['ok', 'refused', 'not-sent', 'failed']).toContain(outcome);
        expect(isSecret).toBe(true);
      }),
      { numRuns: 250 },
    );
  }),
);

test(
  'a greeting with any bytes changed is a greeting or none, and nothing is thrown',
  staged(async (stage) => {
    const login = await logins(stage);
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(hello, changes, async (first, edits) => {
        const spoilt = Buffer.from(first);
        for (const [at, byte] of edits) spoilt[4 + (at % (spoilt.length - 4))] = byte;
        const { state, isSecret } = await login({ first: spoilt, replies: [] });
        expect(states).toContain(state);
        expect(isSecret).toBe(true);
      }),
      { numRuns: 150 },
    );
  }),
);
