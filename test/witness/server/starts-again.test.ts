import { answers, command, running, systemdSite } from '../../support/systemd-site.ts';
import { witnessInNamespace } from '../../support/witness.ts';

witnessInNamespace('server/starts-again/nginx-disabled', async (stage) => {
  const site = await running(stage);
  await site.does('systemctl disable nginx');
  return site;
});

witnessInNamespace('server/starts-again/program-disabled', async (stage) => {
  const site = await running(stage);
  await site.does('systemctl disable shop');
  return site;
});

// As logind makes it for whoever logs in (pam_systemd(8)).
witnessInNamespace('server/starts-again/program-by-hand', async (stage) => {
  const site = await systemdSite(stage);
  const session = 'systemd-run --scope --slice=user-1000.slice --unit=session-7';
  await site.does(`setsid ${session} ${command} </dev/null >/dev/null 2>&1 &`);
  await answers(site);
  return site;
});

witnessInNamespace('server/starts-again/database-disabled', async (stage) => {
  const site = await running(stage, { database: true });
  await site.does('systemctl disable mariadb');
  return site;
});
