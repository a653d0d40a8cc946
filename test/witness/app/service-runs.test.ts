import { command, running, systemdSite } from '../../support/systemd-site.ts';
import { witnessInNamespace } from '../../support/witness.ts';
import type { Stage } from '../../support/stage.ts';
import type { Visit } from '../../support/witness.ts';

/** The program as a service with these lines, which has failed when the check comes. */
const failing =
  (...lines: readonly string[]) =>
  async (stage: Stage): Promise<Visit> => {
    const site = await systemdSite(stage);
    await site.service('shop', lines);
    await site.does('systemctl enable shop');
    await site.does('systemctl start --no-block shop');
    await site.does('until systemctl is-failed --quiet shop; do sleep 0.05; done');
    return site;
  };

const starts = `ExecStart=${command}`;

/** Nothing listens, although the command names the port. */
const ends = (how: string): string => `ExecStart=/bin/sh -c "${how}; ${command}"`;

witnessInNamespace('app/service-runs/command-not-started', failing(starts.replace('node', 'nodejs')));

witnessInNamespace('app/service-runs/folder-missing', failing(starts, 'WorkingDirectory=/opt/shop/current'));

witnessInNamespace('app/service-runs/user-unknown', failing(starts, 'User=shop'));

witnessInNamespace(
  'app/service-runs/timed-out',
  failing(ends('sleep 60'), 'Type=notify', 'TimeoutStartSec=1'),
);

// Five times, by default, in as long a time as it takes on a busy computer (systemd.unit(5), StartLimitIntervalSec=).
witnessInNamespace(
  'app/service-runs/crash-loop',
  failing(ends('exit 1'), 'Restart=always', 'RestartSec=0', '[Unit]', 'StartLimitIntervalSec=600'),
);

witnessInNamespace('app/service-runs/killed', failing(ends('kill -SEGV $$$$')));

witnessInNamespace('app/service-runs/ends-with-error', failing(ends('exit 1')));

// Somebody has stopped it for a change, and forgotten it.
witnessInNamespace('app/service-runs/not-started', async (stage) => {
  const site = await running(stage);
  await site.does('systemctl stop shop');
  return site;
});
