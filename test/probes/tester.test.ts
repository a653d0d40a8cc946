import { expect, test } from 'vitest';
import { lookWith } from '../support/looking.ts';
import { staged } from '../support/stage.ts';
import { targetFor } from '../support/target.ts';

// The controls on the Internet are tried in a namespace: test/witness/tester.

test(
  'contacts nobody for a target that is this computer itself',
  staged(async () => {
    const { seen, gate } = await lookWith('tester', targetFor());
    expect([seen.route, seen.resolver, seen.invalidName, seen.reserved].map(({ state }) => state)).toEqual(
      Array(4).fill('skipped'),
    );
    expect(gate.plan).toEqual([]);
    expect(gate.record).toEqual([]);
  }),
);

test(
  'finds the line of the hosts file that names the site',
  staged(async () => {
    const { seen } = await lookWith('tester', targetFor({ typed: 'localhost' }));
    expect(seen.hostsFile.state).toBe('odd');
    expect(seen.hostsFile.addresses).toContain('127.0.0.1');
  }),
);

test(
  'names the proxy variables that are set, and not what is in them',
  staged(async (stage) => {
    process.env['https_proxy'] = 'http://user:secret@proxy.shop.com:3128';
    stage.defer(() => delete process.env['https_proxy']);
    const { seen } = await lookWith('tester', targetFor());
    expect(seen.proxies).toContain('https_proxy');
    expect(JSON.stringify(seen)).not.toContain('secret');
  }),
);
