import { namespace } from '../../support/servers/namespace.ts';
import { siteName } from '../../support/target.ts';
import { witnessInNamespace } from '../../support/witness.ts';

witnessInNamespace('tester/network/no-route', async (stage) => ({
  space: await namespace(stage),
  args: [siteName, '--resolver', '9.9.9.9'],
}));
