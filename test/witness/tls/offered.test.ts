import { site } from '../../support/site.ts';
import { closed } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';

witness('tls/offered/plain-only', (stage) =>
  site(stage, { plain: () => 'root html;', httpsPort: closed.https }),
);

witness('tls/offered/closed-but-wanted', async (stage) => ({
  ...(await site(stage, { plain: () => 'root html;', httpsPort: closed.https })),
  require: ['tls'],
}));
