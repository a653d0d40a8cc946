import { internet } from '../../support/servers/internet.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { unbound } from '../../support/servers/unbound.ts';
import type { Stage } from '../../support/stage.ts';
import { dnsOf } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

/** Unbound's local data (unbound.conf(5)) may stand beside an alias; nsd refuses such a zone. */
const served = async (stage: Stage, records: readonly string[]) => {
  const soa = 'shop.com SOA ns1.shop.com admin.shop.com 1 3600 600 86400 60';
  const local = [soa, ...records].map((record) => `local-data: '${record}'`);
  const server = ['local-zone: "shop.com" static', ...local];
  const net = await internet(stage, [(at) => unbound(stage, { server }, at)]);
  return net.target({ resolver: await unbound(stage, { stubs: { 'shop.com': net.servers[0] } }) });
};

witness('dns/alias/at-apex', (stage) =>
  served(stage, ['shop.com CNAME www.shop.com', 'www.shop.com A 127.0.0.2']),
);

witness('dns/alias/beside-data', (stage) =>
  served(stage, ['www.shop.com TXT words', 'www.shop.com CNAME shop.com', 'shop.com A 127.0.0.2']),
);

witness('dns/alias/long-chain', async (stage) => {
  const chain = Array.from({ length: 9 }, (_, at) => `${at === 0 ? 'www' : `a${at}`} CNAME a${at + 1}`);
  const resolver = await nsd(stage, { 'shop.com': ['@ A 127.0.0.2', ...chain, 'a9 A 127.0.0.2'] });
  return dnsOf(resolver);
});
