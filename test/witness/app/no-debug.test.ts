import { django, php, vite } from '../../support/servers/programs.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { loopback } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

const inFrontOf = (stage: Stage, port: number) =>
  site(stage, { secure: () => `location / { proxy_pass http://${loopback}:${port}; }` });

const anyHost = "DEBUG = True\nALLOWED_HOSTS = ['*']";

witness('app/no-debug/welcome-page', async (stage) =>
  inFrontOf(stage, await django(stage, anyHost, 'urlpatterns = []')),
);

witness('app/no-debug/php-messages', async (stage) => {
  const script = '<h1>Shop</h1>\n<?php echo $customer;';
  const handsOn = await php(stage, { 'index.php': script }, ['display_errors=1', 'html_errors=1']);
  return site(stage, {
    secure: () => `location = / { rewrite ^ /index.php last; } location ~ \\.php$ { ${handsOn} }`,
  });
});

witness('app/no-debug/development-server', async (stage) => inFrontOf(stage, await vite(stage)));
