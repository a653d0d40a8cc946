import { having, namespace, routed } from '../../support/servers/namespace.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { siteName } from '../../support/target.ts';
import { witnessInNamespace } from '../../support/witness.ts';

const resolver = '10.99.0.53';
const setup = [...routed, having(resolver)];

witnessInNamespace('tester/resolver/silent', async (stage) => {
  const space = await namespace(stage, setup);
  await space.run(
    `require('node:dgram').createSocket('udp4').bind(53, '${resolver}', () => console.log('ready'))`,
  );
  return { space, args: [siteName, '--resolver', resolver] };
});

witnessInNamespace('tester/resolver/port-closed', async (stage) => ({
  space: await namespace(stage, setup),
  args: [siteName, '--resolver', resolver],
}));

witnessInNamespace('tester/resolver/invents-names', async (stage) => {
  const space = await namespace(stage, setup);
  await nsd(stage, { '.': [`* A ${resolver}`] }, { address: resolver, port: 53, enter: space.enter });
  return { space, args: [siteName, '--resolver', resolver, '--private', '--only', 'dns'] };
});

// Somebody's name server, which knows its own zone and nothing else.
witnessInNamespace('tester/resolver/refuses', async (stage) => {
  const space = await namespace(stage, setup);
  const zones = { 'elsewhere.com': [`www A ${resolver}`] };
  await nsd(stage, zones, { address: resolver, port: 53, enter: space.enter });
  return { space, args: [siteName, '--resolver', resolver] };
});

witnessInNamespace('tester/resolver/fails', async (stage) => {
  const space = await namespace(stage, setup);
  await nsd(stage, { '.': 'unreadable' }, { address: resolver, port: 53, enter: space.enter });
  return { space, args: [siteName, '--resolver', resolver] };
});
