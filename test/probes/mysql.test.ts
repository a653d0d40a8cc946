import { expect, test } from 'vitest';
import type { DbLogin, Target } from '../../src/model/target.ts';
import { targetOf } from '../support/lab.ts';
import { lookWith } from '../support/looking.ts';
import { database } from '../support/servers/mariadb.ts';
import { greeting, mysqlPeer, packet, switchTo, wantsPassword } from '../support/servers/mysql-peer.ts';
import { peer, says } from '../support/servers/peer.ts';
import { staged, type Stage } from '../support/stage.ts';
import { closed, loopback, targetFor } from '../support/target.ts';

const dbLogin: DbLogin = { user: 'shop', password: 'correct horse', schema: 'shop' };

const attemptOf = async (target: Target) => {
  const { seen, ms } = await lookWith('mysql', target);
  return { ...seen.attempts[0], took: ms };
};

const at = (port: number) => targetFor({ ports: { ...closed, db: port }, dbHost: loopback, dbLogin });

test.concurrent(
  'reads the greeting of a real server and logs in',
  staged(async (stage) => {
    const { description, ...stack } = await database(stage);
    const attempt = await attemptOf(targetOf({ ...stack, description }));
    expect(attempt).toMatchObject({
      via: 'host',
      state: 'greeting',
      greeting: { flavour: 'MariaDB', plugin: 'mysql_native_password' },
      login: { outcome: 'ok', withPassword: true },
    });
    expect(attempt.greeting?.version).not.toMatch(/^5\.5\.5-/);
    expect(JSON.stringify(attempt)).not.toContain(description.dbLogin.password);
  }),
);

test.concurrent(
  'comes as a stranger, and without a password, to the address that the world sees',
  staged(async (stage) => {
    const { port, heard } = await mysqlPeer(stage, 'mysql_native_password', [
      switchTo('mysql_clear_password'),
    ]);
    const attempt = await attemptOf(targetFor({ ports: { ...closed, db: port }, dbLogin }));
    expect(attempt).toMatchObject({ via: 'site', state: 'greeting', user: 'infra-tutor' });
    expect(heard().toString('latin1')).toContain('infra-tutor');
    expect(heard().toString('latin1')).not.toContain(dbLogin.user);
  }),
);

const [withheld, unknown] = ['PASSWORD_WITHHELD', 'UNKNOWN_PLUGIN'];

const rogues: readonly (readonly [
  says: string,
  plugin: string,
  replies: readonly Buffer[],
  code: string,
  asked?: string,
])[] = [
  ['asks for it in clear', 'mysql_native_password', [switchTo('mysql_clear_password')], withheld],
  [
    'wants the full authentication',
    'caching_sha2_password',
    [switchTo('caching_sha2_password'), wantsPassword],
    withheld,
  ],
  [
    'switches, and then wants it',
    'mysql_native_password',
    [switchTo('caching_sha2_password'), wantsPassword],
    withheld,
  ],
  ['uses sha256_password', 'sha256_password', [switchTo('sha256_password')], withheld],
  ['wants a plugin of its own', 'mysql_native_password', [switchTo('shop_login')], unknown],
  ['wants the oldest form', 'mysql_native_password', [Buffer.from([0xfe])], unknown, 'mysql_old_password'],
  ['goes on without a word of how', 'caching_sha2_password', [wantsPassword], unknown],
  ['asks for a dialog', 'mysql_native_password', [switchTo('dialog')], unknown, 'dialog'],
  ['wants ed25519', 'mysql_native_password', [switchTo('client_ed25519')], unknown, 'client_ed25519'],
  [
    'wants Kerberos',
    'mysql_native_password',
    [switchTo('auth_gssapi_client')],
    unknown,
    'auth_gssapi_client',
  ],
  ['wants parsec', 'mysql_native_password', [switchTo('parsec')], unknown, 'parsec'],
  [
    'goes on in an unknown way',
    'mysql_native_password',
    [switchTo('caching_sha2_password'), Buffer.from([1, 9])],
    unknown,
  ],
];

for (const [manner, plugin, replies, code, asked] of rogues)
  test.concurrent(
    `gives no password to a server that ${manner}`,
    staged(async (stage) => {
      const { port, heard } = await mysqlPeer(stage, plugin, replies);
      const { login } = await attemptOf(at(port));
      expect(login).toEqual({
        outcome: 'not-sent',
        code,
        ...(asked ? { plugin: asked } : {}),
        withPassword: true,
      });
      expect(heard().toString('latin1')).not.toContain(dbLogin.password);
      // Nor a request for the server's own key, with which it would be encrypted for whoever made that key.
      const last = heard().subarray(-5);
      expect([last.readUIntLE(0, 3), last[4]]).not.toEqual([1, 2]);
    }),
  );

test.concurrent(
  'knows an error packet in place of a greeting by its number',
  staged(async (stage) => {
    const refusal = Buffer.from('\xff\x10\x04#08004Too many connections', 'latin1');
    const attempt = await attemptOf(at(await says(stage, packet(0, refusal))));
    expect(attempt).toMatchObject({ state: 'error-packet', errno: 1040 });
  }),
);

test.concurrent(
  'keeps the first words of what is not MySQL',
  staged(async (stage) => {
    const attempt = await attemptOf(at(await says(stage, 'SSH-2.0-OpenSSH_9.2p1\r\n')));
    expect(attempt).toMatchObject({ state: 'not-mysql', firstBytes: 'SSH-2.0-OpenSSH_9.2p1\r\n' });
  }),
);

/** Says this, and then this again and again. */
const dripping = (stage: Stage, first: Buffer, drop: Buffer, everyMs: number): Promise<number> =>
  peer(stage, (socket) => {
    socket.write(first);
    const drip = setInterval(() => socket.write(drop), everyMs);
    socket.once('close', () => clearInterval(drip));
  });

test.concurrent(
  'gives up after four seconds on a greeting that comes byte by byte',
  staged(async (stage) => {
    const whole = greeting('mysql_native_password');
    const { state, took } = await attemptOf(
      at(await dripping(stage, whole.subarray(0, 10), Buffer.from('1'), 300)),
    );
    expect(state).toBe('silent');
    expect(took).toBeGreaterThan(3_900);
    expect(took).toBeLessThan(6_000);
  }),
);

test.concurrent(
  'does not take the beginning of a greeting for another protocol',
  staged(async (stage) => {
    const beginning = greeting('mysql_native_password').subarray(0, 20);
    const { state, firstBytes } = await attemptOf(at(await peer(stage, (socket) => socket.end(beginning))));
    expect([state, firstBytes]).toEqual(['closed', undefined]);
  }),
);

test.concurrent(
  'says that it came as a stranger, whatever the name of the user',
  staged(async (stage) => {
    const { port } = await mysqlPeer(stage, 'mysql_native_password', []);
    const named = { user: 'infra-tutor', password: 'correct horse' };
    const asWorld = await attemptOf(targetFor({ ports: { ...closed, db: port }, dbLogin: named }));
    const asUser = await attemptOf({ ...at(port), dbLogin: named });
    expect([asWorld.user, asWorld.asStranger]).toEqual(['infra-tutor', true]);
    expect([asUser.user, asUser.asStranger]).toEqual(['infra-tutor', false]);
  }),
);

test.concurrent(
  'dials no link-local address, not even one that was typed',
  staged(async () => {
    const { seen, gate } = await lookWith('mysql', targetFor({ dbHost: '169.254.169.254' }));
    expect(seen.attempts.find(({ via }) => via === 'host')?.state).toBe('not-dialled');
    expect(gate.record.map(({ address }) => address)).toEqual([loopback]);
    const { seen: behind, gate: way } = await lookWith(
      'mysql',
      targetFor({ dbHost: '::ffff:169.254.169.254', ssh: 'server' }),
    );
    expect(behind.attempts.find(({ via }) => via === 'ssh')?.state).toBe('not-dialled');
    expect(way.record.map(({ protocol }) => protocol)).toEqual(['tcp']);
  }),
);

test.concurrent(
  'does not read without end after the greeting',
  staged(async (stage) => {
    const flood = packet(1, Buffer.alloc(60_000, 1));
    const { state, login, took } = await attemptOf(
      at(await dripping(stage, greeting('mysql_native_password'), flood, 5)),
    );
    expect(state).toBe('greeting');
    expect(login?.outcome).toMatch(/failed|not-sent/);
    expect(took).toBeLessThan(4_900);
  }),
);

const accepted = Buffer.from([0, 0, 0, 2, 0, 0, 0]);

test.concurrent(
  'says a statement that does nothing after a login with a password, and only then',
  staged(async (stage) => {
    const own = await mysqlPeer(stage, 'mysql_native_password', [accepted, accepted]);
    expect((await attemptOf(at(own.port))).login).toEqual({ outcome: 'ok', withPassword: true });
    expect(own.heard().toString('latin1')).toContain('\x03DO 0');
    const open = await mysqlPeer(stage, 'mysql_native_password', [accepted, accepted]);
    const asWorld = await attemptOf(targetFor({ ports: { ...closed, db: open.port }, dbLogin }));
    expect(asWorld.login).toEqual({ outcome: 'ok', withPassword: false });
    expect(open.heard().toString('latin1')).not.toContain('DO 0');
  }),
);

test.concurrent(
  'asks a database about itself once it is logged in, as the user that was named',
  staged(async (stage) => {
    const stack = await database(stage);
    const { facts } = await attemptOf(targetOf(stack));
    const { user, schema } = stack.description.dbLogin;
    expect(facts).toMatchObject({
      account: `${user}@127.0.0.1`,
      schema,
      tables: 2,
      settings: {
        bindAddress: '127.0.0.1',
        port: stack.description.ports.db,
        socket: stack.description.dbSocket,
        skipNetworking: false,
        maxConnections: 50,
        readOnly: false,
      },
      visitors: [{ user, from: '127.0.0.1', command: 'Query' }],
      grants: [
        { privileges: ['USAGE'], level: 'global' },
        { privileges: ['SELECT'], level: 'schema', schema },
      ],
    });
    expect(facts?.counters?.connected).toBeGreaterThan(0);
    expect(facts?.counters?.questions).toBeGreaterThan(0);
    expect(facts?.refused).toBeUndefined();
    expect(JSON.stringify(facts)).not.toMatch(/PASSWORD|\*[0-9A-F]{40}/);
  }),
);

test.concurrent(
  'asks nothing as a stranger, and stays logged in with what it has heard when the rest is not said',
  staged(async (stage) => {
    const open = await mysqlPeer(stage, 'mysql_native_password', [accepted, accepted]);
    const asWorld = await attemptOf(targetFor({ ports: { ...closed, db: open.port }, dbLogin }));
    expect(asWorld.facts).toBeUndefined();
    expect(open.heard().toString('latin1')).not.toMatch(/SELECT|SHOW/);
    const noRight = Buffer.from('\xff\x76\x04#42000no', 'latin1');
    const sparing = await mysqlPeer(stage, 'mysql_native_password', [accepted, accepted, accepted, noRight]);
    const { login, facts } = await attemptOf(at(sparing.port));
    expect(login).toEqual({ outcome: 'ok', withPassword: true });
    expect(facts).toEqual({ refused: [1142] });
  }),
);
