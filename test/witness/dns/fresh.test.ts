import { lookWith } from '../../support/looking.ts';
import { internet } from '../../support/servers/internet.ts';
import { unbound } from '../../support/servers/unbound.ts';
import { witness } from '../../support/witness.ts';

witness('dns/fresh/stale', async (stage) => {
  const net = await internet(stage, [['@ A 127.0.0.3', 'www 3600 A 127.0.0.2']]);
  const target = net.target({ resolver: await unbound(stage, { stubs: { 'shop.com': net.servers[0] } }) });
  await lookWith('dns', target);
  await net.change(['@ A 127.0.0.3', 'www A 127.0.0.3']);
  return target;
});

witness('dns/fresh/other-view', async (stage) => {
  const net = await internet(stage, [['@ A 127.0.0.2', 'www A 127.0.0.2']]);
  const server = ['local-data: "www.shop.com 60 A 127.0.0.4"'];
  return net.target({ resolver: await unbound(stage, { stubs: { 'shop.com': net.servers[0] }, server }) });
});
