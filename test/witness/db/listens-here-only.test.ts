import { insideOf } from '../../support/lab.ts';
import { database, databaseIn } from '../../support/servers/mariadb.ts';
import { having, namespace, routed } from '../../support/servers/namespace.ts';
import { siteName } from '../../support/target.ts';
import { witness, witnessInNamespace } from '../../support/witness.ts';

// In a network of its own: the one that this computer is really in is not to reach it.
witnessInNamespace('db/listens-here-only/every-address', async (stage) => {
  const address = '10.99.0.1';
  const space = await namespace(stage, [...routed, having(address)]);
  await databaseIn(stage, space, '0.0.0.0');
  return { space, args: [siteName, '--address', address, '--private', '--inside', '--only', 'db'] };
});

witness('db/listens-here-only/site-address', async (stage) => {
  const stack = await database(stage, (db) => ({
    ...db,
    settings: { bind_address: '127.0.0.1,127.0.0.2' },
  }));
  return { ...insideOf(stack), only: ['db'] };
});
