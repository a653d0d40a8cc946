import { expect, test } from 'vitest';
import { cli } from '../../support/run-cli.ts';
import { blackhole } from '../../support/servers/blackhole.ts';
import { namespace, routed } from '../../support/servers/namespace.ts';
import { staged } from '../../support/stage.ts';
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

test.concurrent(
  'a rule of this computer that forbids the connection says nothing about the server',
  staged(async (stage) => {
    const address = '10.99.0.9';
    const space = await namespace(stage, [...routed, `ip route add prohibit ${address}`]);
    const { stdout, code } = await cli(
      ['check', siteName, '--address', address, '--only', 'server', '--format', 'json'],
      { node: space.node },
    );
    const { hops } = JSON.parse(stdout) as { hops: { hop: string; status: string; because: string }[] };
    const server = hops.find(({ hop }) => hop === 'server');
    expect(server).toMatchObject({ status: 'unknown' });
    expect(server?.because).toMatch(/^a rule of this computer forbids the connection to 10\.99\.0\.9/);
    expect(code).toBe(3);
  }),
);
