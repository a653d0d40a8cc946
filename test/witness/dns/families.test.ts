import { nsd } from '../../support/servers/nsd.ts';
import { dnsOf } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

witness('dns/families/only-ipv6', async (stage) =>
  dnsOf(await nsd(stage, { 'shop.com': ['@ AAAA ::1', 'www AAAA ::1'] })),
);
