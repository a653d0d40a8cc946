import { having, namespace, routed } from '../../support/servers/namespace.ts';
import { nsd } from '../../support/servers/nsd.ts';
import { folder } from '../../support/servers/run.ts';
import type { Stage } from '../../support/stage.ts';
import { siteName } from '../../support/target.ts';
import { witnessInNamespace } from '../../support/witness.ts';

const server = '10.99.0.53';

/** A line of the hosts file gives the site this address; DNS gives the server's. */
const withLine = async (stage: Stage, address: string) => {
  const hosts = await (await folder(stage)).write('hosts', `127.0.0.1 localhost\n${address} ${siteName}\n`);
  const space = await namespace(stage, [...routed, having(server), `mount --bind ${hosts} /etc/hosts`]);
  const zones = { 'shop.com': [`www A ${server}`, `@ A ${server}`] };
  await nsd(stage, zones, { address: server, port: 53, enter: space.enter });
  return { space, args: [siteName, '--resolver', server, '--private', '--only', 'dns'] };
};

witnessInNamespace('tester/hosts-file/override', (stage) => withLine(stage, '127.0.0.1'));

witnessInNamespace('tester/hosts-file/same-address', (stage) => withLine(stage, server));
