import { expect, test } from 'vitest';
import type { Status } from '../../src/model/report.ts';
import { cli } from '../support/run-cli.ts';
import { staged, type Stage } from '../support/stage.ts';
import { keepJournal, running, type SystemdSite } from '../support/systemd-site.ts';

interface Finding {
  readonly id: string;
  readonly cause?: string;
  readonly status: Status;
}

/** A configuration with a mistake; Debian's Nginx says so to whoever has started it, and in no log of its own. */
const mistaken = async (stage: Stage): Promise<SystemdSite> => {
  const site = await running(stage);
  await keepJournal(site);
  await site.does("sed -i 's/server_tokens off/server_tokenz off/' /etc/nginx/nginx.conf");
  return site;
};

const causesOf = async ({ args, node }: SystemdSite): Promise<string[]> => {
  const { stdout } = await cli(['check', ...args, '--format', 'json'], { node });
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] };
  return findings
    .filter(({ status }) => status === 'broken' || status === 'warn')
    .map(({ id, cause }) => `${id}/${cause}`);
};

/** `ExecReload=` and `ExecStartPre=` of Debian's unit, under a real systemd with a real journal. */
test.concurrent.for([
  ['reload', 'web/config-is-loaded/unknown-directive'],
  ['restart', 'server/listens/mistake-in-line'],
] as const)('what systemd has heard of a refused %s is the exact cause', ([order, cause], context) =>
  staged(async (stage) => {
    const site = await mistaken(stage);
    await site.does(`! systemctl ${order} nginx`);
    expect(await causesOf(site)).toEqual([cause]);
  })(context),
);
