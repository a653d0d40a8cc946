import { expect, test } from 'vitest';
import { canonical, classify, internetReach, withinReach } from '../../src/model/address.ts';

test.each([
  ['0:0:0:0:0:0:0:1', '::1'],
  ['2001:DB8::0:1', '2001:db8::1'],
  ['FE80:0::1%eth0', 'fe80::1%eth0'],
  ['127.0.0.1', '127.0.0.1'],
  ['www.shop.com', 'www.shop.com'],
  ['user@server', 'user@server'],
])('%s is written %s', (address, written) => {
  expect(canonical(address)).toBe(written);
});

test('an address within reach is so however it is written', () => {
  const reach = { classes: [], exact: ['2001:db8:0:0::9'] };
  expect(withinReach(reach, '2001:db8::9')).toBe(true);
  expect(withinReach(reach, '2001:db8::8')).toBe(false);
});

test.each(['fe80::1%lo', 'fe80::1', '169.254.169.254', '::ffff:169.254.169.254', 'ff02::1%eth0', '0.0.0.0'])(
  '%s is never within reach, whoever typed it',
  (address) => {
    const reach = { classes: ['reserved', 'link-local', classify(address)] as const, exact: [address] };
    expect(withinReach(reach, address)).toBe(false);
    expect(withinReach(internetReach, address)).toBe(false);
  },
);
