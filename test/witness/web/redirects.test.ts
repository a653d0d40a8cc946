import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

witness('web/redirects/loop', (stage) =>
  site(stage, { secure: ({ https }) => `return 301 https://$host:${https}$request_uri;` }),
);

witness('web/redirects/downgrade', (stage) =>
  site(stage, { secure: ({ http }) => `return 301 http://$host:${http}$request_uri;` }),
);

witness('web/redirects/to-itself-only', (stage) =>
  site(stage, { plain: () => 'return 301 http://localhost:3000$request_uri;' }),
);

witness('web/redirects/not-an-address', (stage) =>
  // What is left of `https://$hots…` when the variable is empty.
  site(stage, { plain: () => 'set $domain ""; return 301 https://$domain;' }),
);

witness('web/redirects/stays-plain', (stage) => site(stage, { plain: () => 'root html;' }));
