import { nginx } from '../../support/servers/nginx.ts';
import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

witness('web/answered-here/elsewhere', async (stage) => {
  const answers = await site(stage, { inside: true });
  const { home } = await nginx(
    stage,
    ({ http }) => `server { listen 127.0.0.1:${http}; server_name ${answers.site.ascii}; root html; }`,
    { 'html/index.html': '<h1>Another machine</h1>' },
  );
  const inside = {
    way: 'here',
    sudo: false,
    nginx: { prefix: home, conf: `${home}/nginx.conf` },
  } as const;
  return { ...answers, inside, trace: true };
});
