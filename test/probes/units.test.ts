import { expect, test } from 'vitest';
import { cli, closedPorts } from '../support/run-cli.ts';
import type { UnitsSeen } from '../../src/model/seen/units.ts';
import { namespace } from '../support/servers/namespace.ts';
import { answers, command, running, systemdSite, type SystemdSite } from '../support/systemd-site.ts';
import { staged } from '../support/stage.ts';

interface Seen {
  readonly evidence: { readonly units?: UnitsSeen };
  readonly unobserved: { readonly units?: string };
  readonly findings: readonly { readonly id: string; readonly status: string; readonly cause?: string }[];
}

const look = async ({ args, node }: SystemdSite): Promise<Seen> =>
  JSON.parse((await cli(['check', ...args, '--format', 'json'], { node })).stdout) as Seen;

const causesIn = ({ findings }: Seen): readonly string[] =>
  findings.flatMap(({ id, status, cause }) => (status !== 'ok' && cause ? [`${id}/${cause}`] : []));

const statusesIn = ({ findings }: Seen, id: string): readonly string[] =>
  findings.filter((one) => one.id === id).map(({ status }) => status);

test(
  'on a machine with systemd: what belongs to which service, and what the printed command changes',
  staged(async (stage) => {
    const site = await running(stage);
    await site.does('systemctl disable nginx shop');
    const before = await look(site);
    expect(before.evidence.units?.groups.map(({ path }) => path).toSorted()).toEqual([
      '/system.slice/nginx.service',
      '/system.slice/shop.service',
    ]);
    expect(before.evidence.units?.units).toMatchObject([
      { id: 'nginx.service', active: 'active', file: 'disabled', isWanted: false },
      { id: 'shop.service', active: 'active', file: 'disabled', isWanted: false },
    ]);
    expect(causesIn(before)).toEqual([
      'server/starts-again/nginx-disabled',
      'server/starts-again/program-disabled',
    ]);
    await site.does('systemctl enable nginx && systemctl enable shop');
    const after = await look(site);
    expect(causesIn(after)).toEqual([]);
    expect(statusesIn(after, 'server/starts-again')).toEqual(['ok', 'ok']);
  }),
);

test(
  'a service that has failed, and the printed command that starts it when the reason is gone',
  staged(async (stage) => {
    const site = await systemdSite(stage);
    await site.service('shop', [`ExecStart=${command}`, 'WorkingDirectory=/opt/shop/current']);
    await site.does(
      'systemctl enable shop; systemctl start shop; until systemctl is-failed -q shop; do :; done',
    );
    expect(causesIn(await look(site))).toEqual(['app/service-runs/folder-missing']);
    await site.does('mkdir /opt/shop/current && systemctl reset-failed shop && systemctl restart shop');
    await answers(site);
    expect(causesIn(await look(site))).toEqual([]);
  }),
);

test(
  'a service that rests, and the printed command that starts it; what runs once is none',
  staged(async (stage) => {
    const site = await systemdSite(stage);
    await site.service('shop', ['User=www-data', `ExecStart=${command}`]);
    await site.service('warm-up', ['Type=oneshot', `ExecStart=${command}`]);
    await site.does('systemctl daemon-reload && systemctl enable shop warm-up');
    const before = await look(site);
    expect(causesIn(before)).toEqual(['app/service-runs/not-started']);
    expect(before.evidence.units?.units).toContainEqual(
      expect.objectContaining({ id: 'warm-up.service', isProgram: false, isNamed: false }),
    );
    await site.does('systemctl start shop');
    await answers(site);
    expect(causesIn(await look(site))).toEqual([]);
  }),
);

test(
  'without systemd there is nothing to see, and nothing is wrong',
  staged(async (stage) => {
    const { node } = await namespace(stage, ['ip link set lo up', 'mount -t tmpfs tmpfs /run']);
    const args = ['shop.com', '--address', '127.0.0.1', ...closedPorts, '--inside'];
    const { stdout } = await cli(['check', ...args, '--format', 'json'], { node });
    const seen = JSON.parse(stdout) as Seen;
    expect(seen.unobserved.units).toBe('systemd does not run on this server, so it has none of its services');
    expect(statusesIn(seen, 'server/starts-again')).toEqual(['skipped']);
    expect(statusesIn(seen, 'app/service-runs').filter((one) => one === 'broken')).toEqual([]);
  }),
);
