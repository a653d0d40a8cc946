import { datagrams } from '../../support/servers/datagrams.ts';
import { nsd, type Zones } from '../../support/servers/nsd.ts';
import type { Stage } from '../../support/stage.ts';
import { loopback, targetFor } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

const askedOf = async (stage: Stage, zones: Zones) => targetFor({ resolver: await nsd(stage, zones) });

witness('dns/resolves/nxdomain-domain', (stage) => askedOf(stage, { com: ['ns A 127.0.0.1'] }));

witness('dns/resolves/nxdomain-name', (stage) => askedOf(stage, { 'shop.com': ['ns A 127.0.0.1'] }));

witness('dns/resolves/nodata', (stage) => askedOf(stage, { 'shop.com': ['www TXT "no address here"'] }));

witness('dns/resolves/servfail', (stage) => askedOf(stage, { 'shop.com': 'unreadable' }));

witness('dns/resolves/refused', (stage) => askedOf(stage, { 'other.com': ['www A 127.0.0.1'] }));

witness('dns/resolves/silent', async (stage) => targetFor({ resolver: await datagrams(stage) }));

witness('dns/resolves/port-closed', async () => targetFor({ resolver: { address: loopback, port: 1 } }));

witness('dns/resolves/alias-loop', (stage) =>
  askedOf(stage, { 'shop.com': ['www CNAME web.shop.com.', 'web CNAME www.shop.com.'] }),
);

witness('dns/resolves/alias-dangling', (stage) =>
  askedOf(stage, { 'shop.com': ['www CNAME old-server.shop.com.'] }),
);
