import { heals, looks, repair } from '../../support/repair.ts';
import type { Shop } from '../../support/shop.ts';

const elsewhere = 'no computer of ours has it';

/** What stands for the Internet in the question whether there is a way to it. */
const way =
  (change: 'add' | 'del') =>
  ({ visitor }: Shop) =>
    visitor(`ip address ${change} 192.0.2.1/32 dev lo`);

repair(
  'tester/network/no-route',
  {
    'the cable is out': {
      fault: way('del'),
      options: '--only dns',
      steps: [looks('See whether there is a default'), heals('Connect to a network', { deed: way('add') })],
    },
  },
  { 'The same on macOS': elsewhere, 'The same on Windows': elsewhere, 'In WSL only': elsewhere },
);
