import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { labsRoot, sweep } from '../../src/lab/place.ts';
import { until } from '../../src/lab/wait.ts';
import { describeReal } from '../support/real.ts';
import type { Bundle } from './support/bundle.ts';
import { bundle } from './support/bundle.ts';
import { isOpen, processesOf } from './support/left.ts';
import { supervise } from './support/supervise.ts';

let bundled: Bundle;
beforeAll(async () => {
  bundled = await bundle('test/lab/support/supervisor.ts');
});
afterAll(() => bundled.remove());

const directoriesOf = async (pid: number): Promise<readonly string[]> =>
  (await readdir(await labsRoot())).filter((name) => name.startsWith(`lab-${pid}-`));

/** Looks at what is left two seconds after the supervisor was killed. */
const expectNothingLeft = async (pid: number, when: string): Promise<void> => {
  const isGone = async () => (await processesOf(`/lab-${pid}-`)).length === 0;
  expect(await until(isGone, { ms: 2000, every: 20 }), `processes left by a kill ${when}`).toBe(true);
  await sweep();
  expect(await directoriesOf(pid)).toEqual([]);
};

/** Starts a lab and kills its supervisor after so many milliseconds. */
const killAfter = async (ms: number, cache: string): Promise<void> => {
  const {
    process: child,
    said,
    ended,
  } = supervise(bundled.file, { env: { ...process.env, XDG_CACHE_HOME: cache } });
  const { pid = 0 } = child;
  await sleep(ms);
  child.kill('SIGKILL');
  await ended;
  await expectNothingLeft(pid, `after ${ms} ms`);
  const { up } = (await said) ?? {};
  if (up) {
    const { http, https, db } = up.ports;
    const open = [isOpen('127.0.0.2', http), isOpen('127.0.0.2', https), isOpen('127.0.0.1', db)];
    expect(await Promise.all(open), `ports left by a kill after ${ms} ms`).toEqual([false, false, false]);
  }
};

/** Kills a supervisor so many milliseconds after its lab has begun to become one thing after another. */
const killWhileItChanges = async (ms: number): Promise<void> => {
  const { process: child, said, ended } = supervise(bundled.file, { task: 'change' });
  const { pid = 0 } = child;
  expect((await said)?.up?.pid).toBe(pid);
  await sleep(ms);
  expect(child.exitCode).toBeNull();
  child.kill('SIGKILL');
  await ended;
  await expectNothingLeft(pid, `${ms} ms into its changes`);
};

describeReal('a supervisor that is killed with SIGKILL leaves nothing running', () => {
  let cache: string;
  beforeAll(async () => {
    cache = await mkdtemp(join(tmpdir(), 'cache-'));
  });
  afterAll(() => rm(cache, { recursive: true, force: true }));

  test.each([1, 2, 3, 4, 5])('while it makes the database and while it starts, round %i', async (round) => {
    // The database is made in a cache of this test's own; whether it is there already is left to chance.
    const instants = Array.from({ length: 6 }, () => Math.floor(100 + Math.random() * 900));
    await Promise.all(instants.map((ms) => killAfter(ms, join(cache, String(round)))));
  });
});

describeReal('a supervisor that is killed while its lab changes', () => {
  test.each([1, 2, 3])('leaves nothing running, round %i', async () => {
    const instants = Array.from({ length: 4 }, () => Math.floor(Math.random() * 3000));
    await Promise.all(instants.map(killWhileItChanges));
  });
});

describeReal('nginx that loses its master', () => {
  test('takes its worker along', async () => {
    const { process: child, said, ended } = supervise(bundled.file, {});
    const { up } = (await said) ?? {};
    const { pid = 0 } = up?.parts.find(({ part }) => part === 'web') ?? {};
    process.kill(pid, 'SIGKILL');
    const isGone = async () => (await processesOf(`${up?.directory}/web`)).length === 0;
    expect(await until(isGone, { ms: 2000 })).toBe(true);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
