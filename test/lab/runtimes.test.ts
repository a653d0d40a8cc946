import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { LabError } from '../../src/lab/errors.ts';
import { familyOf } from '../../src/lab/family.ts';
import { healthyPlan, type AppPlan, type LabPlan } from '../../src/lab/plan.ts';
import { runtimesHere } from '../../src/lab/services/app/site-program.ts';
import { startStack, type Stack } from '../../src/lab/stack.ts';
import { until } from '../../src/lab/wait.ts';
import { reachedDatabase } from '../../src/model/trace.ts';
import { look } from '../support/inspect.ts';
import { insideOf, targetOf } from '../support/lab.ts';
import { describeReal } from '../support/real.ts';
import { bundle, type Bundle } from './support/bundle.ts';
import { expectHealthy } from './support/healthy.ts';
import { processesOf } from './support/left.ts';
import { supervise } from './support/supervise.ts';
import { read, visit } from './support/visit.ts';

vi.setConfig({ testTimeout: 90_000 });

type RuntimeName = AppPlan['runtime'];

const planWith = (runtime: RuntimeName): LabPlan => ({
  ...healthyPlan,
  app: { ...healthyPlan.app, runtime },
});

/** The program's file, and a text on its second page. */
const programs: Readonly<Record<RuntimeName, string>> = {
  node: 'app/site.mjs',
  gunicorn: 'app/pages.py',
  'php-fpm': 'app/public/index.php',
};
const before = 'A name, a server, Nginx, this program, a database.';
const after = 'The second release of this page.';

const edit = async (stack: Stack, file: string, from: string, to: string): Promise<void> => {
  const path = join(stack.description.directory, file);
  await writeFile(path, (await readFile(path, 'utf8')).replaceAll(from, to));
};

const appOf = ({ description: { parts } }: Stack) => parts.find(({ part }) => part === 'app');

/** Asks for a page again and again until `done` settles. */
const keepAsking = async (stack: Stack, path: string, done: Promise<unknown>): Promise<readonly number[]> => {
  const statuses: number[] = [];
  const over = new AbortController();
  const ending = done.finally(() => over.abort());
  while (!over.signal.aborted) statuses.push((await visit(stack.description, path)).status);
  await ending;
  return statuses;
};

const runtimes: readonly RuntimeName[] = ['node', 'gunicorn', 'php-fpm'];

let bundled: Bundle;
beforeAll(async () => {
  bundled = await bundle('test/lab/support/supervisor.ts');
});
afterAll(() => bundled.remove());

describeReal('whatever runs the program of the site', () => {
  describe.each(runtimes)('%s', (runtime) => {
    let stack: Stack;
    beforeAll(async () => {
      stack = await startStack({ plan: planWith(runtime), requireReal: true });
    });
    afterAll(() => stack.stop());
    const get = (path: string, headers: Record<string, string> = {}) =>
      visit(stack.description, path, { headers });

    test('the check finds nothing wrong', async () => {
      expectHealthy((await look(targetOf(stack), 30_000)).report);
      expect(appOf(stack)).toMatchObject({ real: true, state: 'up' });
      expect(appOf(stack)?.software).toMatch(new RegExp(`^${runtime}/\\d+\\.\\d+`));
    });

    test('one request is followed through all of it', async () => {
      const { observed } = await look({ ...insideOf(stack), trace: true }, 30_000);
      const { trace } = observed.gathered.evidence;
      expect(trace).toMatchObject({
        request: { outcome: 'answer', status: 200 },
        web: [{ state: 'found', isWhole: true, status: 200 }],
      });
      expect(trace?.web[0]?.upstream).toMatch(/^127\.0\.0\.1:\d+$|^unix:/);
      expect(trace?.program.map(({ state }) => state)).toContain('found');
      // The other two open a connection for each request, and close it.
      if (runtime === 'node') expect(trace?.database).toSatisfy(reachedDatabase);
    });

    test('the pages are the same', async () => {
      const [first, second] = [await get('/'), await get('/', { cookie: 'visitor=1' })];
      expect(first).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
      expect(first.body).toMatch(
        /<h1>Hello World!<\/h1>\n<p>This is the one server of the Holberton School lab/,
      );
      expect(read(second).visits).toBe(read(first).visits + 1);
      expect(healthyPlan.db.tips).toContain(read(second).tip);
      expect(first.headers['x-powered-by']).toBe('infra-tutor-lab/1');
      expect(first.headers['cache-control']).toBe('no-store');
      expect(first.headers['set-cookie']?.[0]).toMatch(
        /^visitor=[0-9a-f-]{36}; path=\/; HttpOnly; SameSite=Lax$/i,
      );
      expect(second.headers['set-cookie']).toBeUndefined();
      expect((await get('/about?x=1')).body).toContain(before);
      expect(await get('/healthz')).toMatchObject({ status: 200, body: 'ok\n' });
      expect(await get('/nowhere')).toMatchObject({
        status: 404,
        body: expect.stringContaining('pas une page'),
      });
    });

    test('without the database the front page says so, and the others go on', async () => {
      await stack.stopPart('db');
      try {
        expect(await get('/')).toMatchObject({
          status: 500,
          body: expect.stringContaining('500: no database'),
        });
        expect((await get('/about')).status).toBe(200);
      } finally {
        await stack.startPart('db');
      }
      expect((await get('/')).status).toBe(200);
    });

    test('its processes are in one group and run in the lab', async () => {
      const { pid = 0 } = appOf(stack) ?? {};
      const groups = await Promise.all(
        (await familyOf(pid)).map(
          async (one) => (await readFile(`/proc/${one}/stat`, 'utf8')).split(') ')[1],
        ),
      );
      expect(new Set(groups.map((fields) => fields?.split(' ')[2]))).toEqual(new Set([String(pid)]));
    });

    test.skipIf(runtime === 'node')('a reload loses no request, and brings the new release', async () => {
      await edit(stack, programs[runtime], before, after);
      const { pid } = appOf(stack) ?? {};
      const reloads = (async () => {
        for (let round = 0; round < 3; round += 1) await stack.reloadPart('app');
      })();
      const asked = await Promise.all([
        keepAsking(stack, '/', reloads),
        keepAsking(stack, '/about', reloads),
      ]);
      expect(new Set(asked.flat())).toEqual(new Set([200]));
      expect(appOf(stack)?.pid).toBe(pid);
      // PHP looks at most every two seconds whether a file has changed (opcache.revalidate_freq).
      const isNew = async () => (await get('/about')).body.includes(after);
      expect(await until(isNew, { ms: 5000, every: 50 })).toBe(true);
      await edit(stack, programs[runtime], after, before);
      await stack.reloadPart('app');
    });

    test.skipIf(runtime === 'node')('what cannot be read is refused, and the old one goes on', async () => {
      const file = runtime === 'gunicorn' ? programs[runtime] : 'app/php-fpm.conf';
      const [from, to] = runtime === 'gunicorn' ? ['import pymysql', 'import pymysq1'] : ['pm = ', 'pmm = '];
      const text = await readFile(join(stack.description.directory, file), 'utf8');
      await edit(stack, file, text, text.replace(/ +=/g, ' =').replace(from, to));
      await expect(stack.reloadPart('app')).rejects.toThrow(LabError);
      expect((await get('/')).status).toBe(200);
      await edit(stack, file, text.replace(/ +=/g, ' =').replace(from, to), text);
    });
  });

  test('all of them are found on this computer', async () => {
    expect(await runtimesHere()).toEqual(runtimes);
  });

  test('a lab can go from one to the other and back, and keeps no files of the one before', async () => {
    const stack = await startStack({ requireReal: true });
    try {
      for (const runtime of ['php-fpm', 'gunicorn', 'node'] as const) {
        await stack.become(planWith(runtime));
        expect(appOf(stack)?.software).toMatch(new RegExp(`^${runtime}/`));
        expect((await visit(stack.description, '/')).status).toBe(200);
        for (const [name, file] of Object.entries(programs)) {
          const isThere = await readFile(join(stack.description.directory, file)).then(
            () => true,
            () => false,
          );
          expect({ file, isThere }).toEqual({ file, isThere: name === runtime });
        }
      }
    } finally {
      await stack.stop();
    }
  });

  test.each(runtimes)('%s leaves nothing running when its lab stops or is killed', async (runtime) => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const {
        process: child,
        said,
        ended,
      } = supervise(bundled.file, { options: { plan: planWith(runtime) } });
      const { up, error } = (await said) ?? {};
      expect(error).toBeUndefined();
      const directory = up?.directory ?? '';
      expect((await processesOf(directory)).length).toBeGreaterThan(0);
      child.kill(signal);
      await ended;
      expect(await until(async () => (await processesOf(directory)).length === 0, { ms: 5000 })).toBe(true);
    }
  });
});
