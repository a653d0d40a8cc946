import { expect, test } from 'vitest';
import { look } from '../../support/inspect.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { site } from '../../support/site.ts';
import { staged, type Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

/** The same records for the site's other name. */
const both = (records: readonly string[]): string[] =>
  records.flatMap((record) => [record, record.replace('www', '@')]);

/** A site at `www.shop.com`, with these records. Its nginx listens at these addresses, and nowhere else. */
const at = async (stage: Stage, addresses: readonly string[], records: readonly string[]) => {
  const { address: _address, ...target } = await site(stage, { addresses });
  return { ...target, resolver: await nsd(stage, { 'shop.com': both(records) }) };
};

witness('server/every-address/address-dead', (stage) =>
  at(stage, ['127.0.0.1'], ['www A 127.0.0.1', 'www A 127.0.0.3']),
);

witness('server/every-address/ipv6-dead', (stage) =>
  at(stage, ['127.0.0.1'], ['www A 127.0.0.1', 'www AAAA ::1']),
);

witness('server/every-address/ipv4-dead', (stage) =>
  at(stage, ['[::1]'], ['www A 127.0.0.1', 'www AAAA ::1']),
);

test.concurrent(
  'each address that works is shown on its own',
  staged(async (stage) => {
    const addresses = ['127.0.0.1', '127.0.0.3', '[::1]'];
    const records = ['www A 127.0.0.1', 'www A 127.0.0.3', 'www AAAA ::1'];
    const { report } = await look(await at(stage, addresses, records));
    expect(report.hops.find(({ hop }) => hop === 'server')).toMatchObject({
      status: 'ok',
      because: '127.0.0.1 accepts http and https (the same for 127.0.0.3, ::1)',
    });
  }),
);
