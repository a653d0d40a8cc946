import { internet } from '../../support/servers/internet.ts';
import { witness } from '../../support/witness.ts';

witness('dns/wildcard/answers', async (stage) =>
  (await internet(stage, [['@ A 127.0.0.2', '* A 127.0.0.2']])).target(),
);
