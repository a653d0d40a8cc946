import { having, namespace, routed } from '../../support/servers/namespace.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { siteName } from '../../support/target.ts';
import { witnessInNamespace } from '../../support/witness.ts';

const server = '10.99.0.53';

witnessInNamespace('tester/ipv6/none', async (stage) => {
  const space = await namespace(stage, [...routed, having(server)]);
  await space.run(`
    const listen = (port) => new Promise((open) => require('node:http').createServer().listen(port, '${server}', open));
    Promise.all([80, 443].map(listen)).then(() => console.log('ready'));
  `);
  const zones = { 'shop.com': [`www A ${server}`, 'www AAAA fd00::9'] };
  await nsd(stage, zones, { address: server, port: 53, enter: space.enter });
  return { space, args: [siteName, '--resolver', server, '--private', '--only', 'server'] };
});
