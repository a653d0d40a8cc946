import { expect, test } from 'vitest';
import { look } from '../../support/inspect.ts';
import { internet, type NameServer } from '../../support/servers/internet.ts';
import { having, namespace, routed } from '../../support/servers/namespace.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { unbound } from '../../support/servers/unbound.ts';
import { staged, type Stage } from '../../support/stage.ts';
import { siteName } from '../../support/target.ts';
import { witness, witnessInNamespace } from '../../support/witness.ts';

const good = ['@ A 127.0.0.2', 'www A 127.0.0.2'];
const refuses: NameServer = { zones: { 'other.com': [] } };
const hangs: NameServer = { zones: { 'shop.com': good }, hangs: true };

/** One name server serves the zone, and this one stands beside it. */
const beside = async (stage: Stage, other: NameServer) => (await internet(stage, [good, other])).target();

/** All name servers are like this, and a real resolver has asked them. */
const only = async (stage: Stage, ...[first, ...others]: [NameServer, ...NameServer[]]) => {
  const net = await internet(stage, [first, ...others]);
  return net.target({ resolver: await unbound(stage, { stubs: { 'shop.com': net.servers[0] } }) });
};

witness('dns/name-servers/none-answers', (stage) => only(stage, 'closed', hangs));

witness('dns/name-servers/all-refuse', (stage) => only(stage, refuses, 'closed'));

const unreadable: NameServer = { zones: { 'shop.com': 'unreadable' } };

witness('dns/name-servers/all-fail', (stage) => only(stage, unreadable));

/** It has the root, and points there upwards from what it is asked about. */
const pointsUp: NameServer = { zones: { '.': ['ns A 127.0.0.41', 'com NS ns.com', 'ns.com A 127.0.0.42'] } };

witness('dns/name-servers/all-lame', (stage) => only(stage, pointsUp));

witness('dns/name-servers/none-serves', (stage) => only(stage, refuses, unreadable));

witness('dns/name-servers/silent', (stage) => beside(stage, hangs));

witness('dns/name-servers/port-closed', (stage) => beside(stage, 'closed'));

// The whole way, as on the Internet: from the real addresses of the root, with a resolver that walks by itself.
witnessInNamespace('dns/name-servers/refuses', async (stage) => {
  const [root, com, first, second, resolver] = [
    '198.41.0.4',
    '10.99.0.2',
    '10.99.0.3',
    '10.99.0.4',
    '10.99.0.53',
  ] as const;
  const space = await namespace(stage, [...routed, ...[root, com, first, second, resolver].map(having)]);
  const at = (address: string) => ({ address, port: 53, enter: space.enter });
  const handedOn = [1, 2].flatMap((n) => [`shop NS ns${n}.shop`, `ns${n}.shop A 10.99.0.${n + 2}`]);
  await Promise.all([
    nsd(stage, { '.': [`ns A ${root}`, 'com NS ns.com', `ns.com A ${com}`] }, at(root)),
    nsd(stage, { com: [`ns A ${com}`, ...handedOn] }, at(com)),
    nsd(stage, { 'shop.com': ['@ A 10.99.0.9', 'www A 10.99.0.9'] }, at(first)),
    nsd(stage, { 'other.com': [] }, at(second)),
    unbound(stage, { fromRoot: true }, at(resolver)),
  ]);
  return { space, args: [siteName, '--resolver', resolver, '--private', '--only', 'dns'] };
});

witness('dns/name-servers/fails', (stage) => beside(stage, unreadable));

// It has the zone above, and hands the question on once more.
const handsOn: NameServer = { zones: { com: ['shop NS ns1.shop', 'ns1.shop A 127.0.0.43'] } };

witness('dns/name-servers/lame', (stage) => beside(stage, handsOn));

test.concurrent(
  'a resolver that asked a server which hands on is not blamed for a filter',
  staged(async (stage) => {
    const net = await internet(stage, [good, handsOn]);
    const resolver = await unbound(stage, { stubs: { 'shop.com': net.servers[1] ?? net.root } });
    const { report } = await look(net.target({ resolver }));
    const resolves = report.findings.find(({ id }) => id === 'dns/resolves');
    expect(resolves).toMatchObject({ status: 'unknown' });
    expect(report.findings.map(({ cause }) => cause)).toContain('lame');
  }),
);

witness('dns/name-servers/no-tcp', async (stage) => {
  const many = Array.from({ length: 120 }, (_, at) => `www A 127.0.1.${at}`);
  const local = many.map((record) => `local-data: "${record.replace('www', 'www.shop.com')}"`);
  const server = ['do-tcp: no', 'local-zone: "shop.com" static', ...local];
  const net = await internet(stage, [['@ A 127.0.1.1', ...many], (at) => unbound(stage, { server }, at)]);
  return net.target();
});

witness('dns/name-servers/no-address', async (stage) => {
  const net = await internet(stage, [good], ['shop NS gone.hosting.com.']);
  const hosting = await nsd(stage, { 'hosting.com': [] });
  const stubs = { 'shop.com': net.servers[0], 'hosting.com': hosting };
  return net.target({ resolver: await unbound(stage, { stubs }) });
});
