import { expect, test } from 'vitest';
import { probes } from '../../src/catalog.ts';
import { healthyPlan } from '../../src/lab/plan.ts';
import type { Target } from '../../src/model/target.ts';
import { gather } from '../../src/engine/gather.ts';
import { createGate } from '../../src/net/gate.ts';
import { worldOf } from '../../src/probes/world.ts';
import { insideOf, lab } from '../support/lab.ts';
import { describeReal } from '../support/real.ts';
import { staged } from '../support/stage.ts';

/** The probe and the shell that it needs, and nothing of the site. */
const asked = async (target: Target) => {
  const some = probes.filter(({ id }) => id === 'shell' || id === 'accounts');
  const gate = createGate(
    target,
    some.flatMap((probe) => probe.plan(target)),
    AbortSignal.timeout(20_000),
  );
  const { evidence, unobserved } = await gather(target, some, worldOf(gate, 'infra-tutor/test'));
  gate.close();
  return { seen: evidence.accounts, why: unobserved.accounts?.unobserved };
};

const usual = { plugin: 'mysql_native_password', isLocked: false, isExpired: false, needsTls: false };

describeReal('the accounts of a database', () => {
  test.concurrent(
    'as its administrator sees them',
    staged(async (stage) => {
      const stack = await lab(stage, (plan) => ({
        ...plan,
        db: {
          ...plan.db,
          statements: [
            "ALTER USER 'visitor'@'localhost' REQUIRE SSL ACCOUNT LOCK PASSWORD EXPIRE",
            'CREATE ROLE readers',
            'CREATE SCHEMA `a\tb`',
          ],
        },
      }));
      const { seen } = await asked(insideOf(stack));
      expect(seen).toMatchObject({ flavour: 'MariaDB', isWhole: true, maxConnections: 50 });
      expect(seen).toMatchObject({ looksUpNames: false, requiresTls: false, foldsNames: false });
      expect(seen?.accounts).toEqual(
        expect.arrayContaining([
          { user: 'app', host: '127.0.0.1', ...usual },
          { user: 'visitor', host: '127.0.0.1', ...usual },
          { user: 'visitor', host: 'localhost', ...usual, isLocked: true, isExpired: true, needsTls: true },
        ]),
      );
      expect(seen?.accounts.map(({ user }) => user)).not.toContain('readers');
      expect(seen?.schemas).toEqual(expect.arrayContaining(['foobar', 'a\tb']));
      expect(seen?.rights).toContainEqual({ user: 'app', host: 'localhost', schema: 'foobar' });
      expect(JSON.stringify(seen)).not.toMatch(/\*[0-9A-F]{40}/);
    }),
  );

  test.concurrent(
    'are not seen by whom the database does not let in, and why is said',
    staged(async (stage) => {
      const stack = await lab(stage);
      const target = insideOf(stack);
      const socket = stack.description.dbSocket ?? '';
      const { why } = await asked({
        ...target,
        inside: { way: 'here', sudo: false, database: { socket, client: '/nonexistent.cnf' } },
      });
      expect(why).toMatch(/^the database did not tell its accounts; /);
      await stack.become({ ...healthyPlan, stopped: ['db'] });
      expect((await asked(target)).why).toMatch(/where its client looks for it \(error 2002\)/);
    }),
  );
});
