import { internet } from '../../support/servers/internet.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

const here = ['@ A 127.0.0.2', 'www A 127.0.0.2'];
const there = ['@ A 127.0.0.2', 'www A 127.0.0.3'];

const differing = async (stage: Stage, other: readonly string[]) =>
  (await internet(stage, [here, other])).target();

witness('dns/same-answer/missing-on-some', (stage) => differing(stage, ['@ A 127.0.0.2']));

witness('dns/same-answer/two-sources', (stage) =>
  differing(stage, ['@ SOA ns.elsewhere.com. admin 5 3600 600 86400 60', ...there]),
);

witness('dns/same-answer/old-copy', (stage) =>
  differing(stage, ['@ SOA ns admin 5 3600 600 86400 60', ...there]),
);

witness('dns/same-answer/varying', (stage) => differing(stage, there));
