import { nsd } from '../../support/servers/nsd.ts';
import type { Stage } from '../../support/stage.ts';
import { internet } from '../../support/servers/internet.ts';
import { dnsOf } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

const zone = (ttl: number) => ['@ A 127.0.0.2', `www ${ttl} A 127.0.0.2`];

witness('dns/ttl/zero', async (stage) => (await internet(stage, [zone(0)])).target());

witness('dns/ttl/very-long', async (stage: Stage) => dnsOf(await nsd(stage, { 'shop.com': zone(604_800) })));
