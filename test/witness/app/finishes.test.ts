import { createServer } from 'node:http';
import { edited, withPatience } from '../../../src/lab/changes/edits.ts';
import tooFewProcesses from '../../../src/lab/faults/app/too-few-processes.ts';
import connectionsKept from '../../../src/lab/faults/code/connections-kept.ts';
import forgottenTransaction from '../../../src/lab/faults/db/forgotten-transaction.ts';
import type { Target } from '../../../src/model/target.ts';
import { insideOf, lab } from '../../support/lab.ts';
import { listening } from '../../support/servers/peer.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

/** The program of a lab with this instead of that, and an Nginx that waits for a second. */
const labWith =
  (from: string, to: string) =>
  async (stage: Stage): Promise<Target> =>
    insideOf(await lab(stage, (plan) => edited(withPatience(plan, 1), { file: 'app/site.mjs', from, to })));

const afterRequest = 'const frontPage = async () => {\n';

witness('app/finishes/impatient', async (stage) => {
  const slow = createServer((_, response) => setTimeout(() => response.end('a page'), 1_500));
  const port = await listening(stage, slow);
  return site(stage, {
    inside: true,
    secure: () => `location / { proxy_pass http://127.0.0.1:${port}; proxy_read_timeout 1s; }`,
  });
});

witness('app/finishes/rows-locked', async (stage) =>
  insideOf(await lab(stage, (plan) => withPatience(forgottenTransaction.apply(plan), 1))),
);

witness(
  'app/finishes/waits-for-database',
  labWith(afterRequest, `${afterRequest}  await database.query('SELECT SLEEP(30)');\n`),
);

witness('app/finishes/computes', labWith(afterRequest, `${afterRequest}  for (;;);\n`));

witness('app/finishes/all-busy', async (stage) =>
  insideOf(await lab(stage, (plan) => tooFewProcesses.apply(plan))),
);

witness('app/finishes/pool-taken', async (stage) =>
  insideOf(await lab(stage, (plan) => connectionsKept.apply(plan))),
);

witness('app/finishes/waits', labWith(afterRequest, `${afterRequest}  await new Promise(() => {});\n`));
