import { having, namespace, routed } from '../../support/servers/namespace.ts';
import { nsd } from '../../support/servers/nsd.ts';
import type { Stage } from '../../support/stage.ts';
import { dnsOf, siteName, targetFor } from '../../support/target.ts';
import { witness, witnessInNamespace } from '../../support/witness.ts';

const pointsTo = async (stage: Stage, address: string) =>
  targetFor({ resolver: await nsd(stage, { 'shop.com': [`www A ${address}`, `@ A ${address}`] }) });

witness('dns/usable-address/private', (stage) => pointsTo(stage, '192.168.1.10'));

witness('dns/usable-address/unspecified', (stage) => pointsTo(stage, '0.0.0.0'));

witness('dns/usable-address/documentation', (stage) => pointsTo(stage, '203.0.113.9'));

witness('dns/usable-address/link-local', (stage) => pointsTo(stage, '169.254.10.1'));

witness('dns/usable-address/shared', (stage) => pointsTo(stage, '100.64.0.7'));

witness('dns/usable-address/multicast', (stage) => pointsTo(stage, '224.0.0.1'));

witness('dns/usable-address/reserved', (stage) => pointsTo(stage, '240.0.0.9'));

witness('dns/usable-address/public-resolver', (stage) => pointsTo(stage, '8.8.8.8'));

witness('dns/usable-address/mapped', async (stage) => {
  const address = '::ffff:127.0.0.2';
  const records = [`www AAAA ${address}`, `@ AAAA ${address}`, 'www A 127.0.0.2', '@ A 127.0.0.2'];
  return dnsOf(await nsd(stage, { 'shop.com': records }));
});

// With a resolver on this machine, loopback would be within reach.
witnessInNamespace('dns/usable-address/loopback', async (stage) => {
  const server = '10.99.0.53';
  const space = await namespace(stage, [...routed, having(server)]);
  const zones = { 'shop.com': ['www A 127.0.0.1', '@ A 127.0.0.1'] };
  await nsd(stage, zones, { address: server, port: 53, enter: space.enter });
  return { space, args: [siteName, '--resolver', server] };
});
