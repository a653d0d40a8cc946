import { heals, looks, repair } from '../../support/repair.ts';
import { addresses } from '../../support/servers/machine.ts';
import { program } from '../../support/servers/program.ts';
import type { Shop } from '../../support/shop.ts';

const line =
  (address: string) =>
  async ({ visitor }: Shop): Promise<void> => {
    await program('nano');
    await visitor(`echo '${address} www.shop.com' >>/etc/hosts`);
  };

/** Find it, go to the beginning of the line, put a # there, write the file, leave. */
const keys = '\\027shop.com\\r\\001#\\017\\r\\030';

repair(
  'tester/hosts-file/override',
  {
    'the line is from before a move': {
      fault: line('192.175.48.81'),
      options: '--only dns',
      steps: [looks('Find the line'), heals('If you do not need', { typing: keys })],
    },
  },
  { 'If you need it': 'nothing is done' },
);

repair('tester/hosts-file/same-address', {
  'the line is from before there was a record': {
    fault: line(addresses.server),
    options: '--only dns',
    steps: [looks('Find the line'), heals('DNS has the name now', { typing: keys })],
  },
});
