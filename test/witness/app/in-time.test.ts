import { edited, withPatience } from '../../../src/lab/changes/edits.ts';
import type { Target } from '../../../src/model/target.ts';
import { insideOf, lab } from '../../support/lab.ts';
import { node } from '../../support/servers/programs.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

witness('app/in-time/slow', async (stage) => {
  let asked = 0;
  const thinking = await node(stage, (_, response) => {
    asked += 1;
    setTimeout(() => response.end(`visitor ${asked}`), 2_100);
  });
  return site(stage, { secure: () => `location / { ${thinking} }` });
});

const beginning = 'const frontPage = async () => {\n';

/** The front page of a lab does this first, for long enough that it can be looked at on a busy computer. */
const labThat =
  (does: string) =>
  async (stage: Stage): Promise<Target> =>
    insideOf(
      await lab(stage, (plan) =>
        edited(withPatience(plan, 60), {
          file: 'app/site.mjs',
          from: beginning,
          to: `${beginning}  ${does};\n`,
        }),
      ),
    );

/** Milliseconds: the page is asked for five times. */
const patience = 90_000;

witness('app/in-time/waits-for-database', labThat("await database.query('SELECT SLEEP(4)')"), { patience });

// It lets others in between: several visitors at once are not late one after the other.
witness(
  'app/in-time/computes',
  labThat('for (const end = Date.now() + 4_000; Date.now() < end; ) await new Promise(setImmediate)'),
  { patience },
);

witness('app/in-time/waits', labThat('await new Promise((resolve) => setTimeout(resolve, 4_000))'), {
  patience,
});
