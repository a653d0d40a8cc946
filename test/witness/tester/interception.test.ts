import { having, namespace, routed } from '../../support/servers/namespace.ts';
import { siteName } from '../../support/target.ts';
import { witnessInNamespace } from '../../support/witness.ts';

witnessInNamespace('tester/interception/answers-for-everyone', async (stage) => {
  const space = await namespace(stage, [...routed, having('240.0.0.1')]);
  await space.run(
    `require('node:net').createServer((s) => s.end()).listen(80, '240.0.0.1', () => console.log('ready'))`,
  );
  return { space, args: [siteName, '--address', '10.99.0.9'] };
});
