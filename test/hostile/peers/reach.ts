import { having, namespace, routed } from '../../support/servers/namespace.ts';
import { nsd } from '../../support/servers/nsd.ts';
import type { Expected, Peer } from '../peer.ts';

/**
 * Where a check is sent that it must not go. In a network namespace, so that nothing would leave this machine if it went.
 */

/** What is contacted besides, as `--plan` says: two questions to our own routing table, and an address of nobody's. */
const controls = ['192.0.2.1:9', '2001:db8::1:9', '240.0.0.1:80'];

const pointing = (name: string, expected: Expected, records: readonly string[]): Peer => ({
  name: `DNS points to ${name}`,
  expected,
  async lurk(stage) {
    const space = await namespace(stage, routed);
    const zones = { 'shop.com': records.map((record) => `www ${record}`) };
    const { port } = await nsd(stage, zones, { enter: space.enter });
    return { node: space.node, resolver: port, contacts: controls };
  },
});

const broken = (cause: string): Expected => ({
  hops: { dns: 'broken', server: 'blocked', web: 'blocked' },
  firstBroken: `dns/usable-address/${cause}`,
  exit: 1,
});

const [resolver, site] = ['10.99.0.53', '11.0.0.7'];
const roots = ['198.41.0.4', '193.0.14.129', '202.12.27.33'];

const script = new URL('../rogue-roots.js', import.meta.url).href;

const referring = (name: string, manner: string): Peer => ({
  name: `a root server refers to ${name}`,
  expected: { hops: { server: 'ok', web: 'ok' }, exit: 0, says: /boxes hold/ },
  async lurk(stage) {
    const space = await namespace(stage, [...routed, ...[resolver, site, ...roots].map(having)]);
    await space.run(`globalThis.manner = '${manner}'; import('${script}');`);
    return {
      node: space.node,
      args: ['--resolver', resolver, '--http-port', '8080'],
      contacts: [
        ...controls,
        ...[resolver, ...roots].map((address) => `${address}:53`),
        ...[8080, 9].map((port) => `${site}:${port}`),
      ],
    };
  },
});

export const reachPeers: readonly Peer[] = [
  pointing('the metadata of a cloud', broken('link-local'), ['A 169.254.169.254']),
  pointing('every kind of address that is nobody', broken('link-local'), [
    'A 169.254.169.254',
    'A 0.0.0.0',
    'A 224.0.0.1',
    'A 255.255.255.255',
  ]),
  pointing('the same in IPv6', broken('link-local'), [
    'AAAA ::ffff:169.254.169.254',
    'AAAA ::',
    'AAAA ff02::1',
    'AAAA fe80::1',
  ]),
  pointing('a private network', broken('private'), ['A 10.0.0.1', 'A 192.168.0.1', 'AAAA fd00::1']),
  referring('itself', 'itself'),
  referring('another, and that one back', 'circle'),
  referring('addresses that nobody may ask', 'nearby'),
  referring('five hundred names without an address', 'nameless'),
];
