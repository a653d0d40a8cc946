import { nsd } from '../../support/servers/nsd.ts';
import type { Stage } from '../../support/stage.ts';
import { dnsOf } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

const zone = async (stage: Stage, records: readonly string[]) =>
  dnsOf(await nsd(stage, { 'shop.com': records }));

witness('dns/twin/missing', (stage) => zone(stage, ['www A 127.0.0.2']));

witness('dns/twin/elsewhere', (stage) => zone(stage, ['@ A 127.0.0.3', 'www A 127.0.0.2']));
