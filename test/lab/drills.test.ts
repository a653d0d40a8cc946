import { execFile } from 'node:child_process';
import { access, readFile, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DrillEnd, DrillRule, DrillWatch } from '../../src/lab/drill.ts';
import deploy from '../../src/lab/drills/deploy.ts';
import spof from '../../src/lab/drills/spof.ts';
import traffic from '../../src/lab/drills/traffic.ts';
import type { Stack } from '../../src/lab/stack.ts';
import { startStack } from '../../src/lab/stack.ts';
import { until } from '../../src/lab/wait.ts';
import type { DeployAction, DrillResult, SpofPart } from '../../src/model/drill.ts';
import type { Visit } from '../../src/model/visit.ts';
import { describeReal } from '../support/real.ts';
import { program } from '../support/servers/program.ts';
import { processesOf } from './support/left.ts';

/** Half the time is enough to see the same. */
const pace = 0.5;

const isCI = process.env['CI'] === 'true';
const tooBusy = 'this computer is too busy to be measured on';

/** A computer that is busy with other things is often calm a moment later. */
const moreTries = 5;

const watch: DrillWatch = { signal: new AbortController().signal, show: () => undefined };

type ResultOf<D> = Extract<DrillResult, { readonly drill: D }>;

const run = async <D extends DrillResult['drill']>(
  drill: D,
  rule: DrillRule,
  stack: Stack,
  on: DrillWatch = watch,
): Promise<DrillEnd & { result: ResultOf<D> }> => {
  const { result, measured } = await rule.run(stack, on, pace);
  expect(result.drill).toBe(drill);
  return { result: result as ResultOf<D>, measured };
};

const withStack = (title: string, suite: (stack: () => Stack) => void): void =>
  describeReal(title, () => {
    let stack: Stack;
    beforeAll(async () => {
      stack = await startStack({ requireReal: true });
    });
    afterAll(() => stack.stop());
    suite(() => stack);
  });

/** How often nginx itself says that it gave the drill's visitor this status. */
const loggedBy = async ({ description }: Stack): Promise<Readonly<Record<string, number>>> => {
  const log = await readFile(join(description.directory, 'web/logs/access.log'), 'utf8');
  const counts: Record<string, number> = {};
  for (const [, path = '', status = ''] of log.matchAll(
    /"GET (\S+) HTTP\/1\.1" (\d+) .*"infra-tutor-visitor"/gm,
  ))
    counts[`${path} ${status}`] = (counts[`${path} ${status}`] ?? 0) + 1;
  return counts;
};

const seenBy = (visits: readonly Visit[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { page, saw } of visits)
    if (/^\d+$/.test(saw)) counts[`${page} ${saw}`] = (counts[`${page} ${saw}`] ?? 0) + 1;
  return counts;
};

withStack('spof', (stack) => {
  test('each part takes along what needs it, and nothing else', async ({ skip }) => {
    let { result, measured } = await run('spof', spof, stack());
    for (let left = moreTries; left > 0 && result.tooBusy; left -= 1)
      ({ result, measured } = await run('spof', spof, stack()));
    skip(result.tooBusy && !isCI, tooBusy);
    const { rows } = result;
    const table = (stopped?: SpofPart) =>
      rows
        .find((row) => row.stopped === stopped)
        ?.cells.map(({ asked, good, saw }) => `${good === asked ? 'all' : good} ${saw.join()}`.trim());
    expect(table()).toEqual(['all', 'all', 'all']);
    expect(table('dns')).toEqual(Array.from({ length: 3 }, () => '0 dns:ESERVFAIL'));
    expect(table('web')).toEqual(Array.from({ length: 3 }, () => '0 tcp:ECONNREFUSED'));
    expect(table('app')).toEqual(['all', '0 502', '0 502']);
    expect(table('db')).toEqual(['all', 'all', '0 500']);
    expect(measured).toEqual(['b', 'c']);
    // To the last request, nginx has written down what the visitor says it saw.
    expect(await loggedBy(stack())).toEqual(seenBy(result.visits));
    for (const { cells, downMs } of rows)
      for (const { asked, good, gapMs } of cells) {
        expect(asked).toBeGreaterThan(3);
        if (good === 0) expect(gapMs).toBeGreaterThan(downMs - 1);
      }
  }, 300_000);
});

interface Ask {
  readonly at: number;
  readonly good: boolean;
}

/** Another client beside the drill's: Node's own, one request after the other. */
const keepAsking = async (stack: Stack, ended: AbortSignal): Promise<readonly Ask[]> => {
  const { ports, ca, host } = stack.description;
  const options = { host: '127.0.0.2', port: ports.https, servername: host, ca, agent: false, timeout: 5000 };
  const asks: Ask[] = [];
  while (!ended.aborted) {
    const at = Number(process.hrtime.bigint()) / 1e6;
    const good = await new Promise<boolean>((resolve) => {
      const request = https.get({ ...options, headers: { host } }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode === 200));
        response.once('error', () => resolve(false));
      });
      request.once('error', () => resolve(false));
    });
    asks.push({ at, good });
    await sleep(4);
  }
  return asks;
};

const deployBeside = async (stack: Stack) => {
  const ended = new AbortController();
  const asking = keepAsking(stack, ended.signal);
  const changes: number[] = [];
  const show: DrillWatch['show'] = ({ at, now }) => void (changes[at] ??= now);
  try {
    const end = await run('deploy', deploy, stack, { ...watch, show });
    ended.abort();
    return { ...end, changes, asks: await asking };
  } finally {
    ended.abort();
  }
};

withStack('deploy', (stack) => {
  test('what is graceful costs no request, a restart does, and another client sees the same', async ({
    skip,
  }) => {
    let { result, measured, asks, changes } = await deployBeside(stack());
    // Then the drill itself says that its numbers are worth nothing.
    for (let left = moreTries; left > 0 && result.tooBusy; left -= 1)
      ({ result, measured, asks, changes } = await deployBeside(stack()));
    skip(result.tooBusy && !isCI, tooBusy);
    const failed = (action: DeployAction) => result.rows.find((row) => row.action === action)?.failed;
    const saw = (action: DeployAction) => result.rows.find((row) => row.action === action)?.saw;
    const alsoFailed = (action: DeployAction) => {
      const phase = result.rows.findIndex((row) => row.action === action);
      const [from = 0, to = Infinity] = changes.slice(phase, phase + 2);
      return asks.filter(({ at, good }) => !good && at >= from && at < to).length;
    };
    for (const action of ['nothing', 'reload-web', 'replace-app'] as const)
      expect([action, failed(action), saw(action), alsoFailed(action)]).toEqual([action, 0, [], 0]);
    for (const action of ['restart-web', 'restart-app', 'restart-db'] as const) {
      expect(failed(action)).toBeGreaterThan(0);
      expect(alsoFailed(action)).toBeGreaterThan(0);
    }
    expect(measured[0]).toBe('b');
    // A longer gap makes more requests fail: rate times time, with what was under way at either end.
    for (const { failed: count, gapMs } of result.rows)
      if (count > 0) expect(count).toBeLessThan((gapMs / 1000) * result.rate + 10);
    expect(asks.length).toBeGreaterThan(100);
  }, 300_000);

  test('the program that took over is stopped and started like any other', async () => {
    const lab = stack();
    await lab.replaceApp();
    await lab.replaceApp();
    expect(lab.description.parts.map(({ state }) => state)).toEqual(['up', 'up', 'up', 'up', 'up']);
    await lab.stopPart('app');
    await lab.startPart('app');
    await lab.become(lab.plan, { also: ['web', 'app'] });
    const ended = new AbortController();
    setTimeout(() => ended.abort(), 200);
    const asks = await keepAsking(lab, ended.signal);
    expect(asks.filter(({ good }) => !good)).toEqual([]);
  }, 30_000);

  test('a program that does not start replaces none: the one that is there goes on, by the files it had', async () => {
    const lab = stack();
    const at = (file: string) => join(lab.description.directory, file);
    const files = ['app/settings.json', 'web/site.conf'].map(at);
    const contents = () => Promise.all(files.map((file) => readFile(file, 'utf8')));
    const [before, working] = [await contents(), await readFile(at('app/site.mjs'), 'utf8')];
    await writeFile(at('app/site.mjs'), 'not a program');
    await expect(lab.replaceApp()).rejects.toMatchObject({ name: 'LabError' });
    expect(await contents()).toEqual(before);
    const ended = new AbortController();
    setTimeout(() => ended.abort(), 200);
    const asks = await keepAsking(lab, ended.signal);
    expect(asks.length).toBeGreaterThan(0);
    expect(asks.filter(({ good }) => !good)).toEqual([]);
    await writeFile(at('app/site.mjs'), working);
    await lab.replaceApp();
  }, 300_000);
});

/** Requests a second that wrk gets answered when it asks again as soon as it has an answer, on so many connections. */
const wrk = async ({ description: { ports } }: Stack, path: string): Promise<number> => {
  const args = ['-t', '1', '-c', '16', '-d', '3', '-H', `Host: www.foobar.localhost:${ports.http}`];
  const url = `http://127.0.0.1:${ports.http}${path}`;
  const { stdout } = await promisify(execFile)(await program('wrk'), [...args, url]);
  return Number(/Requests\/sec: +([\d.]+)/.exec(stdout)?.[1]);
};

/**
 * wrk's is the most that the server answers to somebody who never lets it rest; the knee lies below it, because there the
 * wait has not grown yet. Other programs of this computer take from both, and not always the same.
 */
const [lowestShare, highestShare] = [0.25, 1.5];

withStack('traffic', (stack) => {
  test('the knee agrees with what wrk gets answered, and what ran out is one of what there is', async () => {
    const before = await wrk(stack(), '/');
    let { result } = await run('traffic', traffic, stack());
    // A computer that is busy with other things may starve the visitor, which then claims nothing.
    for (let left = moreTries; left > 0 && !result.knee.found; left -= 1)
      ({ result } = await run('traffic', traffic, stack()));
    const after = await wrk(stack(), '/');
    const { knee, limit, steps, cores } = result;
    const loads = steps.map(({ offered }) => offered);
    expect(loads).toEqual([...new Set(loads)].toSorted((a, b) => a - b));
    if (!knee.found) throw new Error(`no knee: ${knee.why}`);
    process.stdout.write(`Knee at ${knee.step.answered}/s; wrk before ${before}/s, after ${after}/s.\n`);
    const most = Math.max(before, after);
    const least = Math.min(before, after);
    expect(knee.step.answered).toBeGreaterThan(least * lowestShare);
    expect(knee.step.answered).toBeLessThan(most * highestShare);
    expect(knee.step.failed).toBe(0);
    expect(limit).toBeDefined();
    const used = knee.beyond.cores;
    expect(used?.all).toBeLessThan(cores + 0.1);
    expect((used?.web ?? 0) + (used?.app ?? 0) + (used?.db ?? 0)).toBeGreaterThan(0.05);
  }, 300_000);
});

describeReal('a drill that is interrupted', () => {
  test('leaves nothing of its lab', async () => {
    const interrupt = new AbortController();
    const stack = await startStack({ requireReal: true });
    const { directory } = stack.description;
    const show = () => interrupt.abort('interrupted');
    const ended = spof.run(stack, { signal: interrupt.signal, show });
    await expect(ended).rejects.toMatchObject({ cause: 'interrupted' });
    expect((await processesOf(directory)).length).toBeGreaterThan(3);
    await stack.stop();
    expect(
      await until(async () => (await processesOf(directory)).length === 0, { ms: 2000, every: 20 }),
    ).toBe(true);
    await expect(access(directory)).rejects.toThrow(/ENOENT/);
  }, 30_000);
});
