import { blackhole } from '../../support/servers/blackhole.ts';
import { namespace, routed } from '../../support/servers/namespace.ts';
import { site } from '../../support/site.ts';
import { closed, siteName, targetFor } from '../../support/target.ts';
import { witness, witnessInNamespace } from '../../support/witness.ts';

witness('server/accepts/refused', async () => targetFor());

witness('server/accepts/silent-port', async (stage) => site(stage, { httpsPort: await blackhole(stage) }));

witness('server/accepts/silent-host', async (stage) => {
  const [http, https, db] = await Promise.all([blackhole(stage), blackhole(stage), blackhole(stage)]);
  return targetFor({ ports: { http, https, db } });
});

witness('server/accepts/plain-port-closed', async (stage) => {
  const target = await site(stage);
  return { ...target, ports: { ...target.ports, http: closed.http } };
});

witnessInNamespace('server/accepts/no-network', async (stage) => ({
  space: await namespace(stage, routed),
  args: [siteName, '--address', '10.99.0.9'],
}));

witnessInNamespace('server/accepts/unreachable', async (stage) => {
  const address = '10.99.0.9';
  const space = await namespace(stage, [...routed, `ip route add unreachable ${address}`]);
  return { space, args: [siteName, '--address', address] };
});
