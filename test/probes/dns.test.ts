import packet from 'dns-packet';
import { expect, test } from 'vitest';
import { freePort } from '../../src/lab/ports.ts';
import { resolution } from '../../src/model/dns.ts';
import { askDns } from '../../src/net/dns.ts';
import { createGate } from '../../src/net/gate.ts';
import { lookWith } from '../support/looking.ts';
import { datagrams } from '../support/servers/datagrams.ts';
import { nsd } from '../support/servers/nsd.ts';
import { unbound } from '../support/servers/unbound.ts';
import { staged } from '../support/stage.ts';
import { loopback, siteName, targetFor } from '../support/target.ts';

const reply = (query: Buffer, change: Partial<packet.Packet> = {}): Buffer => {
  const { id = 0, questions = [] } = packet.decode(query);
  const answers =
    questions[0]?.type === 'A'
      ? [{ type: 'A' as const, name: questions[0].name, ttl: 5, data: '127.0.0.7' }]
      : [];
  return packet.encode({ type: 'response', id, questions, answers, ...change });
};

test.concurrent(
  'follows an alias to its addresses',
  staged(async (stage) => {
    const resolver = await nsd(stage, { 'shop.com': ['www CNAME web', 'web A 127.0.0.2', 'web AAAA ::1'] });
    const { seen } = await lookWith('dns', targetFor({ resolver }));
    expect(resolution(seen, siteName)).toEqual({
      outcome: 'addresses',
      chain: ['web.shop.com'],
      addresses: [
        { address: '127.0.0.2', ttl: 60, family: 4 },
        { address: '::1', ttl: 60, family: 6 },
      ],
    });
  }),
);

test.concurrent(
  'asks for the site and its twin, both families, once each',
  staged(async (stage) => {
    const resolver = await nsd(stage, { 'shop.com': ['www A 127.0.0.2'] });
    const { seen, gate } = await lookWith('dns', targetFor({ resolver }));
    expect(seen.resolver.map(({ name, type, outcome }) => `${name} ${type} ${outcome}`)).toEqual([
      'www.shop.com A answer',
      'www.shop.com AAAA answer',
      'shop.com A answer',
      'shop.com AAAA answer',
    ]);
    expect(gate.record).toHaveLength(4);
  }),
);

test.concurrent(
  'asks again over TCP when the answer was cut',
  staged(async (stage) => {
    const many = Array.from({ length: 120 }, (_, at) => `www A 127.0.1.${at}`);
    const resolver = await nsd(stage, { 'shop.com': many });
    const { seen } = await lookWith('dns', targetFor({ resolver }));
    const [first] = seen.resolver;
    expect(first?.transport).toBe('tcp');
    expect(first?.answers.filter(({ type }) => type === 'A')).toHaveLength(120);
  }),
);

test.concurrent(
  'says so when the answer was cut and TCP is closed',
  staged(async (stage) => {
    const resolver = await datagrams(stage, (query, from, socket) =>
      socket.send(reply(query, { flags: packet.TRUNCATED_RESPONSE, answers: [] }), from.port, from.address),
    );
    const { seen } = await lookWith('dns', targetFor({ resolver }));
    expect(seen.resolver[0]).toMatchObject({ transport: 'udp', outcome: 'truncated', code: 'ECONNREFUSED' });
    expect(packet.decode(Buffer.from(seen.resolver[0]?.raw ?? '', 'base64')).flag_tc).toBe(true);
  }),
);

test.concurrent(
  'passes over what is not the answer, and goes on listening',
  staged(async (stage) => {
    const resolver = await datagrams(stage, (query, { port, address }, socket) => {
      const { id = 0 } = packet.decode(query);
      const otherQuestion = [{ type: 'A' as const, name: 'other.com', class: 'IN' as const }];
      socket.send(reply(query, { id: id ^ 1 }), port, address);
      socket.send(reply(query, { questions: otherQuestion }), port, address);
      socket.send(query, port, address);
      socket.send('?', port, address);
      socket.send(reply(query), port, address);
    });
    const { seen } = await lookWith('dns', targetFor({ resolver }));
    expect(seen.resolver[0]?.answers.map(({ data }) => data)).toEqual(['127.0.0.7']);
  }),
);

test.concurrent(
  'asks about the root itself',
  staged(async (stage) => {
    const server = await nsd(stage, { '.': ['ns A 127.0.0.1'] });
    const target = targetFor({ resolver: server });
    const plan = [
      { probe: 'tester', protocol: 'udp', to: '', why: '', ...server, beyondReach: true },
    ] as const;
    const gate = createGate(target, plan, AbortSignal.timeout(10_000));
    const ask = { probe: 'tester', server, name: '', type: 'NS', recursion: true } as const;
    const { outcome, answers } = await askDns(gate, ask);
    expect(outcome).toBe('answer');
    expect(answers).toMatchObject([{ name: '.', type: 'NS', data: 'ns' }]);
  }),
);

test.concurrent(
  'takes a spoilt message under the right number for malformed',
  staged(async (stage) => {
    const resolver = await datagrams(stage, (query, { port, address }, socket) =>
      socket.send(
        Buffer.concat([query.subarray(0, 2), Buffer.from([0x80, 0]), Buffer.alloc(30, 0xff)]),
        port,
        address,
      ),
    );
    const { seen } = await lookWith('dns', targetFor({ resolver }));
    expect(seen.resolver[0]?.outcome).toBe('malformed');
  }),
);

test.concurrent(
  'joins the two halves of an extended response code',
  staged(async (stage) => {
    const options = [
      { type: 'OPT', name: '.', udpPayloadSize: 1232, extendedRcode: 1, flags: 0, options: [] },
    ];
    const resolver = await datagrams(stage, (query, { port, address }, socket) =>
      socket.send(reply(query, { answers: [], additionals: options as never }), port, address),
    );
    const { seen } = await lookWith('dns', targetFor({ resolver }));
    expect(seen.resolver[0]?.rcode).toBe('BADVERS');
  }),
);

/** The zone above says that `shop.com` is signed, and it is not. */
const anchor = `trust-anchor: "shop.com. DS 12345 13 2 ${'ab'.repeat(32)}"`;

test.concurrent(
  'asks once more without a check of signatures after SERVFAIL, and keeps the reason that was given',
  staged(async (stage) => {
    const server = await nsd(stage, { 'shop.com': ['www A 127.0.0.2'] });
    const resolver = await unbound(stage, { stubs: { 'shop.com': server }, server: [anchor] });
    const { seen } = await lookWith('dns', targetFor({ resolver }));
    expect(seen.resolver[0]).toMatchObject({
      rcode: 'SERVFAIL',
      recursionAvailable: true,
      extendedErrors: [{ code: 9 }],
    });
    expect(seen.unchecked).toMatchObject({
      checkingDisabled: true,
      rcode: 'NOERROR',
      answers: [{ data: '127.0.0.2' }],
    });
    expect(seen.unchecked?.command).toMatch(/ \+cdflag @/);
  }),
);

test.concurrent(
  'keeps the second answer of a resolver that failed for a moment',
  staged(async (stage) => {
    let asked = 0;
    const resolver = await datagrams(stage, (query, { port, address }, socket) => {
      const isFirst = (asked += 1) <= 4;
      socket.send(reply(query, isFirst ? { flags: 2, answers: [] } : {}), port, address);
    });
    const { seen } = await lookWith('dns', targetFor({ resolver }));
    expect(seen.unchecked?.rcode).toBe('NOERROR');
    expect(resolution(seen, siteName)).toMatchObject({ outcome: 'addresses' });
    expect(asked).toBe(9);
  }),
);

test.concurrent(
  'does not ask again without a check of signatures when there is an answer',
  staged(async (stage) => {
    const resolver = await nsd(stage, { 'shop.com': ['www A 127.0.0.2'] });
    const { seen } = await lookWith('dns', targetFor({ resolver }));
    expect(seen).not.toHaveProperty('unchecked');
  }),
);

test.concurrent(
  'walks from the root to the name servers of the site',
  staged(async (stage) => {
    const port = await freePort([loopback]);
    const at = (address: string) => ({ address, port });
    const [root, com, shop] = ['127.0.0.41', '127.0.0.42', '127.0.0.43'];
    const [resolver] = await Promise.all([
      nsd(stage, { '.': [`ns A ${root}`, 'com NS ns.com', `ns.com A ${com}`] }, at(root)),
      nsd(stage, { com: [`ns A ${com}`, 'shop NS ns.shop', `ns.shop A ${shop}`] }, at(com)),
      nsd(stage, { 'shop.com': [`ns A ${shop}`, 'www A 127.0.0.2'] }, at(shop)),
    ]);
    const roots = [{ name: 'root', ...resolver }];
    const { seen } = await lookWith('dns', targetFor({ resolver, roots, dnsPort: port }));
    expect(seen.walk.map(({ server, authoritative }) => [server.address, authoritative])).toEqual([
      [root, false],
      [com, false],
      [shop, true],
    ]);
    expect(seen.walk.at(-1)?.answers[0]?.data).toBe('127.0.0.2');
  }),
);

test.concurrent(
  'gives up on a silent server after two attempts of two seconds',
  staged(async (stage) => {
    let asked = 0;
    const resolver = await datagrams(stage, () => (asked += 1));
    const { seen, ms } = await lookWith('dns', targetFor({ resolver }));
    expect(seen.resolver.map(({ outcome }) => outcome)).toEqual(Array(4).fill('silent'));
    expect(asked).toBe(8);
    expect(ms).toBeGreaterThan(3_900);
    expect(ms).toBeLessThan(6_000);
  }),
);
