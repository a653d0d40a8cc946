import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handedOnTo, isWithin, lastReferral } from '../../src/model/dns.ts';
import type { DnsExchange } from '../../src/model/seen/dns.ts';
import type { Target } from '../../src/model/target.ts';
import { probes } from '../../src/catalog.ts';
import { createGate } from '../../src/net/gate.ts';
import { worldOf } from '../../src/probes/world.ts';
import { healthy } from '../support/healthy.ts';
import { lookWith } from '../support/looking.ts';
import { internet } from '../support/servers/internet.ts';
import { nsd } from '../support/servers/nsd.ts';
import { unbound } from '../support/servers/unbound.ts';
import { staged } from '../support/stage.ts';
import { siteName, targetFor } from '../support/target.ts';

const lookAt = async (target: Target) => {
  const { seen: dns } = await lookWith('dns', target);
  return { dns, ...(await lookWith('zone', target, { dns })) };
};

const brief = ({ server, name, type, outcome, rcode, answers }: DnsExchange) =>
  [server.name, name, type, rcode ?? outcome, answers.map(({ data }) => data).join()].join(' ');

test.concurrent(
  'asks every name server of the zone for the site and for the version of the zone',
  staged(async (stage) => {
    const net = await internet(stage, [
      ['www A 127.0.0.2'],
      ['@ SOA ns admin 7 3600 600 86400 60', 'www A 127.0.0.3'],
      'closed',
      { zones: { 'other.com': [] } },
    ]);
    const { seen } = await lookAt(net.target());
    expect(seen.zone).toBe('shop.com');
    expect(seen.servers.map(({ name, addresses }) => `${name} ${addresses.join()}`)).toEqual(
      net.servers.map(({ address }, at) => `ns${at + 1}.shop.com ${address}`),
    );
    expect(seen.answers.map(brief)).toEqual([
      'ns1.shop.com www.shop.com A NOERROR 127.0.0.2',
      'ns2.shop.com www.shop.com A NOERROR 127.0.0.3',
      'ns3.shop.com www.shop.com A port-closed ',
      'ns4.shop.com www.shop.com A REFUSED ',
    ]);
    expect(seen.versions.map(({ answers }) => answers[0]?.serial)).toEqual([1, 7, undefined, undefined]);
  }),
);

test.concurrent(
  'asks for names that nobody has made, beside the site and below it',
  staged(async (stage) => {
    const net = await internet(stage, [['* A 127.0.0.2']]);
    const { seen } = await lookAt(net.target());
    expect(seen.invented.map(({ name }) => name.replace(/[0-9a-f]{12}/, ''))).toEqual([
      'infra-tutor-.shop.com',
      'infra-tutor-.www.shop.com',
    ]);
    expect(seen.invented.map(({ answers }) => answers[0]?.data)).toEqual(['127.0.0.2', '127.0.0.2']);
    expect(seen).not.toHaveProperty('doubled');
    expect(seen.besideAlias).toEqual([]);
  }),
);

test.concurrent(
  'asks for the doubled name only when there is no address',
  staged(async (stage) => {
    const net = await internet(stage, [['www.shop.com A 127.0.0.2']]);
    const { seen } = await lookAt(net.target());
    expect(seen.doubled).toMatchObject({ name: 'www.shop.com.shop.com', answers: [{ data: '127.0.0.2' }] });
  }),
);

test.concurrent(
  'asks for other types only beside an alias',
  staged(async (stage) => {
    const net = await internet(stage, [['www CNAME web', 'web A 127.0.0.2', 'web TXT words']]);
    const { seen } = await lookAt(net.target());
    expect(seen.besideAlias.map(({ type }) => type)).toEqual(['MX', 'TXT']);
  }),
);

test.concurrent(
  'asks the resolver for a name server without glue, and says that it has no address',
  staged(async (stage) => {
    const elsewhere = ['shop NS ns.hosting.com.', 'shop NS gone.hosting.com.'];
    const net = await internet(stage, [['www A 127.0.0.2']], elsewhere);
    const hosting = await nsd(stage, { 'hosting.com': ['ns A 127.0.0.43'] });
    const resolver = await unbound(stage, {
      stubs: { 'shop.com': net.servers[0], 'hosting.com': hosting },
    });
    const { seen } = await lookAt(net.target({ resolver }));
    const byName = Object.fromEntries(seen.servers.map((one) => [one.name, one]));
    expect(byName['ns.hosting.com']).toMatchObject({ addresses: ['127.0.0.43'], lookups: [{ type: 'A' }] });
    expect(byName['gone.hosting.com']).toMatchObject({
      addresses: [],
      lookups: [{ rcode: 'NXDOMAIN' }, { type: 'AAAA', rcode: 'NXDOMAIN' }],
    });
    // The two names of one address are one server.
    expect(seen.answers).toHaveLength(1);
  }),
);

test.concurrent(
  'does not take a name server that points upwards for the way down',
  staged(async (stage) => {
    const upwards = { zones: { com: ['shop NS ns1.shop', 'ns1.shop A 127.0.0.43'] } };
    const net = await internet(stage, [upwards]);
    const { dns, seen } = await lookAt(net.target());
    expect(dns.walk).toHaveLength(2);
    expect(seen.answers).toMatchObject([{ authoritative: false, answers: [] }]);
  }),
);

test.concurrent(
  'asks nobody when a resolver answers in place of the root',
  staged(async (stage) => {
    const net = await internet(stage, [['www A 127.0.0.2']]);
    const resolver = await unbound(stage, { stubs: { 'shop.com': net.servers[0] } });
    const { seen: dns } = await lookWith('dns', net.target({ resolver }));
    const [said] = dns.resolver;
    // Asked without recursion it hands on, as name servers do; what gives it away is that it offers to look further.
    const { recursionAvailable = false } = said ?? {};
    const walk = dns.walk.map((one) => ({ ...one, recursionAvailable }));
    await expect(lookWith('zone', net.target(), { dns: { ...dns, walk } })).rejects.toThrow(/in place of/);
  }),
);

test.concurrent(
  'asks nobody when the registry knows no name servers for the site',
  staged(async (stage) => {
    const net = await internet(stage, [['www A 127.0.0.2']]);
    await expect(lookAt(net.target({ typed: 'www.gone.com' }))).rejects.toThrow(/nobody named/);
  }),
);

test.each([
  ['an address was typed', targetFor({ typed: '127.0.0.1' })],
  ['an address was given', targetFor()],
  ['there is no root', targetFor({ resolver: { address: '127.0.0.1', port: 1 } })],
])('plans and asks nothing when %s', async (_, target) => {
  const probe = probes.find(({ id }) => id === 'zone');
  const gate = createGate(target, [], AbortSignal.timeout(1_000));
  expect(probe?.plan(target)).toEqual([]);
  const seen = await probe?.look(target, healthy.evidence, worldOf(gate, ''));
  expect(seen).toMatchObject({ skipped: true });
  expect(gate.record).toEqual([]);
});

test.concurrent(
  'the walk goes on to the next server of a zone when the first one refuses, as a resolver does',
  staged(async (stage) => {
    const refuses = { zones: { 'other.com': [] } };
    const net = await internet(stage, [refuses, ['www NS ns.www', 'ns.www A 127.0.0.60']]);
    const { port } = net.root;
    await nsd(stage, { 'www.shop.com': ['@ A 127.0.0.1'] }, { address: '127.0.0.60', port });
    const { dns, seen } = await lookAt(net.target({ resolver: { address: '127.0.0.60', port } }));
    expect(dns.walk.map(({ rcode }) => rcode)).toContain('REFUSED');
    expect(dns.walk.at(-1)).toMatchObject({ rcode: 'NOERROR', authoritative: true });
    expect(seen.zone).toBe('www.shop.com');
  }),
);

const label = fc.constantFrom('a', 'b', 'com', 'shop', 'www');
const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));

test('the zone of a walk always holds the name, whoever points where', () => {
  const [any] = healthy.evidence.dns.walk;
  if (!any) throw new Error('the healthy walk is empty');
  const referral = name.map((owner): DnsExchange => ({
    ...any,
    name: siteName,
    authoritative: false,
    answers: [],
    authority: [{ name: owner, type: 'NS', ttl: 60, data: `ns.${owner}` }],
  }));
  const towards = fc
    .constantFrom('com', 'shop.com', 'www.shop.com', 'org', '.')
    .chain((owner) =>
      referral.map((one) => ({ ...one, authority: [{ name: owner, type: 'NS', ttl: 60, data: 'ns' }] })),
    );
  let reached = 0;
  fc.assert(
    fc.property(fc.array(fc.oneof(referral, towards), { maxLength: 6, size: 'max' }), (walk) => {
      const found = lastReferral(walk);
      if (!found) return;
      reached += 1;
      expect(isWithin(siteName, found.zone)).toBe(true);
      expect(handedOnTo(found.referral, '')).toBe(found.zone);
    }),
    { numRuns: 500 },
  );
  expect(reached).toBeGreaterThan(100);
});
