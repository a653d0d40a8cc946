import { datagrams } from '../../support/servers/datagrams.ts';
import { internet } from '../../support/servers/internet.ts';
import { nsd, type Zones } from '../../support/servers/nsd.ts';
import { signedLongAgo } from '../../support/servers/signed.ts';
import { unbound } from '../../support/servers/unbound.ts';
import { lookWith } from '../../support/looking.ts';
import type { Stage } from '../../support/stage.ts';
import { loopback, targetFor } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

const askedOf = async (stage: Stage, zones: Zones) => targetFor({ resolver: await nsd(stage, zones) });

witness('dns/resolves/nxdomain-domain', (stage) => askedOf(stage, { com: ['ns A 127.0.0.1'] }));

witness('dns/resolves/nxdomain-name', (stage) => askedOf(stage, { 'shop.com': ['ns A 127.0.0.1'] }));

witness('dns/resolves/nodata', (stage) => askedOf(stage, { 'shop.com': ['www TXT "no address here"'] }));

witness('dns/resolves/doubled-name', async (stage) =>
  (await internet(stage, [['www.shop.com A 127.0.0.2']])).target(),
);

witness('dns/resolves/remembered-no', async (stage) => {
  const net = await internet(stage, [['@ A 127.0.0.2']]);
  const resolver = await unbound(stage, { stubs: { 'shop.com': net.servers[0] } });
  const target = net.target({ resolver });
  await lookWith('dns', target);
  await net.change(['@ A 127.0.0.2', 'www A 127.0.0.2']);
  return target;
});

witness('dns/resolves/filtered', async (stage) => {
  const net = await internet(stage, [['@ A 127.0.0.2', 'www A 127.0.0.2']]);
  const resolver = await unbound(stage, {
    stubs: { 'shop.com': net.servers[0] },
    server: ['local-zone: "www.shop.com" always_nxdomain'],
  });
  return net.target({ resolver });
});

witness('dns/resolves/dnssec-bogus', async (stage) => {
  const server = await nsd(stage, { 'shop.com': ['@ A 127.0.0.2', 'www A 127.0.0.2'] });
  // The zone above promises a key, as an old DS record does, and the zone has none.
  const promise = `trust-anchor: "shop.com. DS 12345 13 2 ${'ab'.repeat(32)}"`;
  return targetFor({
    resolver: await unbound(stage, { stubs: { 'shop.com': server }, server: [promise] }),
  });
});

witness('dns/resolves/signature-expired', async (stage) => {
  const zone = await signedLongAgo(stage, 'shop.com', ['@ A 127.0.0.2', 'www A 127.0.0.2']);
  const server = await nsd(stage, { 'shop.com': zone.records });
  const anchor = `trust-anchor: "${zone.ds}"`;
  return targetFor({ resolver: await unbound(stage, { stubs: { 'shop.com': server }, server: [anchor] }) });
});

witness('dns/resolves/servfail', (stage) => askedOf(stage, { 'shop.com': 'unreadable' }));

witness('dns/resolves/refused', (stage) => askedOf(stage, { 'other.com': ['www A 127.0.0.1'] }));

witness('dns/resolves/silent', async (stage) => targetFor({ resolver: await datagrams(stage) }));

witness('dns/resolves/port-closed', async () => targetFor({ resolver: { address: loopback, port: 1 } }));

witness('dns/resolves/tcp-blocked', async (stage) => {
  const many = Array.from({ length: 120 }, (_, at) => `local-data: "www.shop.com A 127.0.1.${at}"`);
  return targetFor({
    resolver: await unbound(stage, { server: ['do-tcp: no', 'local-zone: "shop.com" static', ...many] }),
  });
});

witness('dns/resolves/alias-loop', (stage) =>
  askedOf(stage, { 'shop.com': ['www CNAME web.shop.com.', 'web CNAME www.shop.com.'] }),
);

witness('dns/resolves/alias-dangling', (stage) =>
  askedOf(stage, { 'shop.com': ['www CNAME old-server.shop.com.'] }),
);

witness('dns/resolves/alias-doubled', (stage) => askedOf(stage, { 'shop.com': ['www CNAME web.shop.com'] }));
