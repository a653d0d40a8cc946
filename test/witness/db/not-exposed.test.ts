import type { Stack } from '../../../src/lab/stack.ts';
import { database, databaseIn, onlyBySocket } from '../../support/servers/mariadb.ts';
import { having, namespace, routed } from '../../support/servers/namespace.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { closed, siteName, targetFor } from '../../support/target.ts';
import { witness, witnessInNamespace } from '../../support/witness.ts';

/** The site's own address is the one at which the database listens. */
const openTo = ({ description }: Stack) =>
  targetFor({ ports: { ...closed, db: description.ports.db }, only: ['db'] });

witness('db/not-exposed/open', async (stage) => openTo(await database(stage)));

witness('db/not-exposed/open-but-denied', async (stage) => openTo(await database(stage, onlyBySocket)));

witnessInNamespace('db/not-exposed/open-over-ipv6', async (stage) => {
  const [four, six] = ['10.99.0.1', 'fd00::1'];
  const space = await namespace(stage, [...routed, having(four), `ip address add ${six}/128 dev lo nodad`]);
  await databaseIn(stage, space, six);
  const zones = { 'shop.com': [`www A ${four}`, `www AAAA ${six}`] };
  await nsd(stage, zones, { address: four, port: 53, enter: space.enter });
  return { space, args: [siteName, '--resolver', four, '--private', '--only', 'db'] };
});
