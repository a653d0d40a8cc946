import { node } from '../../support/servers/programs.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

/** A site whose other page is closed like this. */
const withPage = async (stage: Stage, does: string) => ({
  ...(await site(stage, { secure: () => `root html; location /visits { ${does} }` })),
  path: '/visits',
});

witness('app/named-page/sent-to-login', (stage) => withPage(stage, 'return 302 /login?next=/visits;'));

witness('app/named-page/asks-password', (stage) =>
  withPage(stage, 'auth_basic "Shop"; auth_basic_user_file users;'),
);

witness('app/named-page/forbidden', (stage) => withPage(stage, 'deny all;'));

witness('app/named-page/wants-another-method', async (stage) => {
  const form = await node(stage, ({ method }, response) => {
    response.writeHead(method === 'POST' ? 200 : 405, { allow: 'POST', 'content-type': 'text/plain' });
    response.end('Only a form gets here.');
  });
  return withPage(stage, form);
});

witness('app/named-page/gone', (stage) => withPage(stage, 'return 410;'));
