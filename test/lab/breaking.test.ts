import { access, rename, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { faults } from '../../src/catalog-faults.ts';
import { partState, type DescribedPart } from '../../src/lab/description.ts';
import { configured, typed } from '../../src/lab/changes/db.ts';
import { LabError } from '../../src/lab/errors.ts';
import type { LabPlan } from '../../src/lab/plan.ts';
import { healthyPlan } from '../../src/lab/plan.ts';
import { startStack, type Stack } from '../../src/lab/stack.ts';
import { until } from '../../src/lab/wait.ts';
import { describeReal } from '../support/real.ts';
import { dig } from './support/dig.ts';
import { processesOf } from './support/left.ts';
import { visit } from './support/visit.ts';

/** What goes wrong while a running lab becomes another one. */

const withStack = async (use: (stack: Stack) => Promise<void>): Promise<void> => {
  const stack = await startStack({ requireReal: true });
  try {
    await use(stack);
  } finally {
    await stack.stop();
  }
};

const breaking = (...ids: readonly string[]): LabPlan =>
  ids.reduce((plan, id) => {
    const fault = faults.find((one) => one.id === id);
    if (!fault) throw new Error(`there is no fault ${id}`);
    return fault.apply(plan);
  }, healthyPlan);

const described = ({ description }: Stack, part: DescribedPart) =>
  description.parts.find((one) => one.part === part);

const expectHealthy = async (stack: Stack): Promise<void> => {
  for (const { part, state, why } of stack.description.parts)
    expect([part, state, why]).toEqual([part, 'up', undefined]);
  expect(await visit(stack.description, '/')).toMatchObject({ status: 200 });
};

const isGone = (path: string): Promise<boolean> =>
  access(path).then(
    () => false,
    () => true,
  );

const expectNothingLeft = async (directory: string): Promise<void> => {
  expect(await until(async () => (await processesOf(directory)).length === 0, { ms: 1000 })).toBe(true);
  expect(await isGone(directory)).toBe(true);
};

const edited = (file: LabPlan['edits'][number]['file'], from: string, to: string): LabPlan => ({
  ...healthyPlan,
  edits: [{ file, from, to }],
});

describeReal('a part that cannot start', () => {
  test.each<[DescribedPart, LabPlan, RegExp]>([
    ['db', configured(healthyPlan, { max_conections: '80' }), /unknown variable 'max_conections=80'/],
    ['db', breaking('db/missing-datadir'), /Can't change dir to/],
    ['db', breaking('db/missing-tmpdir'), /Can't create\/write to file/],
    ['web', edited('web/site.conf', 'proxy_pass', 'proxy_pas'), /unknown directive "proxy_pas"/],
    ['app', edited('app/site.mjs', 'const server =', 'const server +='), /SyntaxError/],
  ])('%s stays down and says why; the others go on, and it is mended', async (part, plan, why) => {
    await withStack(async (stack) => {
      await stack.become(plan);
      expect(described(stack, part)).toMatchObject({ state: 'down', why: expect.stringMatching(why) });
      const others = (['web', 'app', 'db'] as const).filter((one) => one !== part);
      expect(others.map((one) => partState(stack.description, one))).toEqual(['up', 'up']);
      await stack.become(healthyPlan);
      await expectHealthy(stack);
    });
  });

  test('says why also when somebody starts it by hand', async () => {
    await withStack(async (stack) => {
      await stack.stopPart('web');
      expect(described(stack, 'web')?.why).toBeUndefined();
      await writeFile(`${stack.description.directory}/web/site.conf`, 'proxy_pas http://127.0.0.1;\n');
      await expect(stack.startPart('web')).rejects.toThrow(LabError);
      expect(described(stack, 'web')).toMatchObject({
        state: 'down',
        why: expect.stringContaining('proxy_pas'),
      });
      await stack.become(healthyPlan, { also: ['web'] });
      await expectHealthy(stack);
    });
  });
});

describeReal('a change that does not fit', () => {
  const wrong = edited('db/my.cnf', 'there is no such line', 'nor that one');

  test('is a sentence, leaves its part down, and lets the others become what they should', async () => {
    await withStack(async (stack) => {
      const plan = { ...wrong, stopped: ['app'] as const };
      await expect(stack.become(plan)).rejects.toThrow(LabError);
      expect(described(stack, 'db')).toMatchObject({
        state: 'down',
        why: expect.stringContaining('db/my.cnf'),
      });
      expect(described(stack, 'app')).toMatchObject({ state: 'down' });
      expect(described(stack, 'web')).toMatchObject({ state: 'up' });
      await stack.become(healthyPlan);
      await expectHealthy(stack);
    });
  });

  test('is tried again with the next change, not forgotten', async () => {
    await withStack(async (stack) => {
      await expect(stack.become(wrong)).rejects.toThrow(LabError);
      await expect(stack.become({ ...wrong, stopped: ['app'] })).rejects.toThrow('db/my.cnf');
      await stack.become(healthyPlan);
      await expectHealthy(stack);
    });
  });

  test('of a file that is not there, or after the start', async () => {
    await withStack(async (stack) => {
      await expect(stack.become(edited('web/nowhere.conf', 'a', 'b'))).rejects.toThrow('web/nowhere.conf');
      const { edits } = wrong;
      const afterwards = edits.map((edit) => ({ do: 'edit', part: 'db', edit }) as const);
      await expect(stack.become({ ...healthyPlan, afterwards })).rejects.toThrow('db/my.cnf');
      await stack.become(healthyPlan);
      await expectHealthy(stack);
    });
  });

  test('in a plan to start with starts nothing and leaves nothing', async () => {
    await expect(startStack({ requireReal: true, plan: wrong })).rejects.toThrow(LabError);
    expect(await processesOf(`/lab-${process.pid}-`)).toEqual([]);
  });
});

describeReal('two faults at once', () => {
  test('of two parts', async () => {
    await withStack(async (stack) => {
      await stack.become(breaking('dns/name-missing', 'db/read-only'));
      const { resolver } = stack.description;
      expect(await dig(resolver, 'www.foobar.com', 'A')).toMatchObject({ rcode: 'NXDOMAIN' });
      const page = await visit(stack.description, '/');
      expect(page.body).toContain('ER_OPTION_PREVENTS_STATEMENT');
      await stack.become(breaking('dns/name-missing'));
      expect(await visit(stack.description, '/')).toMatchObject({ status: 200 });
      expect(await dig(resolver, 'www.foobar.com', 'A')).toMatchObject({ rcode: 'NXDOMAIN' });
      await stack.become(healthyPlan);
      await expectHealthy(stack);
    });
  });

  test('of one part', async () => {
    await withStack(async (stack) => {
      await stack.become(breaking('db/account-locked', 'db/missing-table'));
      expect((await visit(stack.description, '/')).body).not.toContain('ER_NO_SUCH_TABLE');
      await stack.become(breaking('db/missing-table'));
      expect((await visit(stack.description, '/')).body).toContain('ER_NO_SUCH_TABLE');
      await stack.become(healthyPlan);
      await expectHealthy(stack);
    });
  });
});

describeReal('a lab whose parts are killed or halted', () => {
  test('says how a part ended, and makes it anew when it is named', async () => {
    await withStack(async (stack) => {
      process.kill(described(stack, 'web')?.pid ?? 0, 'SIGKILL');
      await stack.exited;
      expect(described(stack, 'web')).toMatchObject({ state: 'down', why: 'was ended by SIGKILL' });
      await stack.become(stack.plan, { also: ['web'] });
      await expectHealthy(stack);
    });
  });

  const parts = ['web', 'app', 'db'] as const;
  const frozen: LabPlan = { ...healthyPlan, afterwards: parts.map((part) => ({ do: 'freeze', part })) };

  test('stops within two seconds though everything in it is halted', async () => {
    const stack = await startStack({ requireReal: true });
    const { directory } = stack.description;
    await stack.become(frozen);
    const start = performance.now();
    await stack.stop();
    expect(performance.now() - start).toBeLessThan(2000);
    await expectNothingLeft(directory);
  });

  test('is mended though everything in it is halted', async () => {
    await withStack(async (stack) => {
      await stack.become(frozen);
      await stack.become(healthyPlan);
      await expectHealthy(stack);
    });
  });

  test('has a part killed while it is changed', async () => {
    await withStack(async (stack) => {
      const { pid = 0 } = described(stack, 'db') ?? {};
      const changing = stack.become(breaking('db/read-only', 'app/stopped'));
      process.kill(pid, 'SIGKILL');
      await changing;
      await stack.become(healthyPlan);
      await expectHealthy(stack);
    });
  });
});

describeReal('a lab that is stopped while it changes', () => {
  test.each([0, 5, 30, 100, 300])('after %i ms leaves no process and no directory', async (ms) => {
    const stack = await startStack({ requireReal: true });
    const { directory } = stack.description;
    const changing = stack.become(breaking('dns/name-missing', 'tls/expired', 'db/read-only', 'app/stopped'));
    const next = stack.become(healthyPlan);
    const ended = Promise.allSettled([changing, next]);
    await new Promise((resolve) => setTimeout(resolve, ms));
    await stack.stop();
    for (const one of await ended) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(LabError);
    await expectNothingLeft(directory);
    for (const late of [
      stack.become(breaking('db/read-only')),
      stack.startPart('db'),
      stack.reloadPart('web'),
    ])
      await expect(late).rejects.toThrow('The lab was stopped.');
    await expectNothingLeft(directory);
  });

  test('makes changes one after the other', async () => {
    await withStack(async (stack) => {
      await Promise.all([
        stack.become(breaking('db/read-only')),
        stack.become(breaking('db/missing-table')),
        stack.stopPart('app'),
        stack.become(healthyPlan, { also: ['app'] }),
      ]);
      await expectHealthy(stack);
    });
  });
});

describeReal('files that cannot be made', () => {
  test('are a sentence with the code of the system, and are made by the next change', async () => {
    await withStack(async (stack) => {
      const { directory } = stack.description;
      // Where its folder should be, there is a file: nobody can write into that, not even root.
      await stack.stopPart('db');
      await rename(`${directory}/db`, `${directory}/db-aside`);
      await writeFile(`${directory}/db`, '');
      const failing = stack.become(typed(healthyPlan, 'DO 0'));
      await expect(failing).rejects.toThrow(
        /^The lab could not make the files of its part db \(E[A-Z]+\)\.$/,
      );
      await expect(failing).rejects.toThrow(LabError);
      expect(described(stack, 'db')).toMatchObject({
        state: 'down',
        why: expect.stringContaining('part db'),
      });
      await rename(`${directory}/db`, `${directory}/a-file`);
      await stack.become(stack.plan);
      await stack.become(healthyPlan);
      await expectHealthy(stack);
    });
  });
});
