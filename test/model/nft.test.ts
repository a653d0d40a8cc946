import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgedBy } from '../../src/model/firewall.ts';
import { nftIn } from '../../src/model/nft.ts';

/** As nft 1.0.6 prints it, without the handles. */
const listing = (...entries: readonly object[]): string =>
  JSON.stringify({ nftables: [{ metainfo: { version: '1.0.6', json_schema_version: 1 } }, ...entries] });

const chain = (patch: object = {}): object => ({
  chain: {
    family: 'inet',
    table: 'filter',
    name: 'input',
    type: 'filter',
    hook: 'input',
    prio: 0,
    policy: 'drop',
    ...patch,
  },
});

const rule = (expr: readonly object[], patch: object = {}): object => ({
  rule: { family: 'inet', table: 'filter', chain: 'input', expr, ...patch },
});

const match = (left: object, right: unknown, op = '=='): object => ({ match: { op, left, right } });
const dport = (right: unknown): object => match({ payload: { protocol: 'tcp', field: 'dport' } }, right);
const meta = (key: string, right: unknown): object => match({ meta: { key } }, right);
const established = match({ ct: { key: 'state' } }, ['established', 'related'], 'in');
const [accept, drop, reject] = [{ accept: null }, { drop: null }, { reject: null }];
const jump = (target: string): object => ({ jump: { target } });

/** What becomes of visitors of these ports. */
const verdicts = (out: string, ports: readonly number[], address = '203.0.113.9') => {
  const nft = nftIn(out, []) ?? [];
  return ports.map((port) => judgedBy({ input: [], nft, command: '' }, { address, port })?.verdict);
};

test('the first rule for a port wins, and behind the last one the policy', () => {
  const out = listing(
    chain(),
    rule([established, accept]),
    rule([meta('iif', 'lo'), accept]),
    rule([match({ payload: { protocol: 'udp', field: 'dport' } }, 53), accept]),
    rule([meta('l4proto', { set: ['icmp', 'ipv6-icmp'] }), accept]),
    rule([dport({ set: [22, 80, { range: [8000, 8010] }] }), { counter: null }, accept]),
    rule([dport(443), { counter: null }, reject]),
    rule([{ counter: null }]),
  );
  expect(verdicts(out, [22, 80, 8005, 443, 3306])).toEqual(['allow', 'allow', 'allow', 'reject', 'deny']);
  expect(verdicts(out, [80, 443], '2001:db8::1')).toEqual(['allow', 'reject']);
});

test('a chain that all rules lead to is read, and one that some lead to is not', () => {
  const web = rule([dport({ set: [80, 443] }), accept], { chain: 'web' });
  const leads = (...conditions: readonly object[]): string =>
    listing(chain(), rule([dport(22), accept]), rule([...conditions, jump('web')]), web, rule([drop]));
  expect(verdicts(leads(), [22, 80, 25])).toEqual(['allow', 'allow', 'deny']);
  expect(verdicts(leads(meta('iifname', 'eth0')), [22, 80, 25])).toEqual(['allow', undefined, undefined]);
});

test('a rule for some visitors, or in words that are not known here, leaves open what comes behind it', () => {
  const only = (...expr: readonly object[]): string =>
    listing(chain({ policy: 'accept' }), rule(expr), rule([drop]));
  const source = match({ payload: { protocol: 'ip', field: 'saddr' } }, '203.0.113.5');
  expect(verdicts(only(source, accept), [80])).toEqual([undefined]);
  expect(verdicts(only(dport('@ports'), accept), [80])).toEqual([undefined]);
  expect(verdicts(only({ vmap: { key: {}, data: {} } }), [80])).toEqual([undefined]);
  expect(verdicts(only(dport(80), { limit: { rate: 4, per: 'second' } }, accept), [80])).toEqual([undefined]);
});

test('what one of several chains shuts is shut', () => {
  const open = chain({ name: 'first', policy: 'accept' });
  const out = listing(
    open,
    chain({ table: 'mine', policy: 'accept' }),
    rule([dport(80), drop], { table: 'mine' }),
  );
  expect(verdicts(out, [80, 443])).toEqual(['deny', 'allow']);
});

test('other hooks, and the chain of iptables where iptables was read', () => {
  const ofIptables = chain({ family: 'ip', name: 'INPUT' });
  expect(nftIn(listing(chain({ hook: 'forward' }), chain({ type: 'nat' }), ofIptables), [4])).toEqual([]);
  expect(nftIn(listing(ofIptables), [6])).toHaveLength(1);
  expect(verdicts(listing(), [80])).toEqual(['allow']);
});

test('chains that lead to each other end', () => {
  const [there, back] = [rule([jump('other')]), rule([jump('input')], { chain: 'other' })];
  expect(verdicts(listing(chain(), there, back), [80])).toEqual([undefined]);
});

test('chains that lead to each other many times are not followed for ever', () => {
  const names = Array.from({ length: 15 }, (_, index) => (index === 0 ? 'input' : `c${index}`));
  const leads = names.flatMap((name, index) =>
    Array.from({ length: 20 }, () => rule([jump(`c${index + 1}`)], { chain: name })),
  );
  expect(verdicts(listing(chain(), ...leads), [80])).toEqual([undefined]);
});

test('anything else is not taken for rules', () => {
  expect(nftIn('', [])).toBeUndefined();
  expect(nftIn('Operation not permitted (you must be root)', [])).toBeUndefined();
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(nftIn(text, []) ?? []).toEqual([]);
    }),
  );
  const anything = fc.jsonValue() as fc.Arbitrary<object>;
  fc.assert(
    fc.property(fc.array(anything), fc.array(anything), (expr, entries) => {
      expect(() => nftIn(listing(chain(), rule(expr), ...entries), [])).not.toThrow();
    }),
  );
});
