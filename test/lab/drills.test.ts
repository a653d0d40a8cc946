import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DrillEnd, DrillRule, DrillWatch } from '../../src/lab/drill.ts';
import deploy from '../../src/lab/drills/deploy.ts';
import spof from '../../src/lab/drills/spof.ts';
import type { Stack } from '../../src/lab/stack.ts';
import { startStack } from '../../src/lab/stack.ts';
import type { DeployAction, DrillResult, SpofPart } from '../../src/model/drill.ts';
import { describeReal } from '../support/real.ts';

/** Half the time is enough to see the same. */
const pace = 0.5;

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

withStack('spof', (stack) => {
  test('each part takes along what needs it, and nothing else', async () => {
    const { result, measured } = await run('spof', spof, stack());
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
    for (const { cells, downMs } of rows)
      for (const { asked, good, gapMs } of cells) {
        expect(asked).toBeGreaterThan(3);
        if (good === 0) expect(gapMs).toBeGreaterThan(downMs - 1);
      }
  }, 60_000);
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

withStack('deploy', (stack) => {
  test('what is graceful costs no request, a restart does, and another client sees the same', async () => {
    const ended = new AbortController();
    const asking = keepAsking(stack(), ended.signal);
    const changes: number[] = [];
    const show: DrillWatch['show'] = ({ at, now }) => void (changes[at] ??= now);
    const { result, measured } = await run('deploy', deploy, stack(), { ...watch, show });
    ended.abort();
    const asks = await asking;
    const failed = (action: DeployAction) => result.rows.find((row) => row.action === action)?.failed;
    const alsoFailed = (action: DeployAction) => {
      const phase = result.rows.findIndex((row) => row.action === action);
      const until = changes[phase + 1] ?? Infinity;
      return asks.filter(({ at, good }) => !good && at >= (changes[phase] ?? 0) && at < until).length;
    };
    for (const action of ['nothing', 'reload-web', 'replace-app'] as const)
      expect([action, failed(action), alsoFailed(action)]).toEqual([action, 0, 0]);
    for (const action of ['restart-web', 'restart-app', 'restart-db'] as const) {
      expect(failed(action)).toBeGreaterThan(0);
      expect(alsoFailed(action)).toBeGreaterThan(0);
    }
    expect(measured[0]).toBe('b');
    // A longer gap makes more requests fail: rate times time, with what was under way at either end.
    for (const { failed: count, gapMs } of result.rows)
      if (count > 0) expect(count).toBeLessThan((gapMs / 1000) * result.rate + 10);
    expect(asks.length).toBeGreaterThan(100);
  }, 60_000);

  test('the program that took over is stopped and started like any other', async () => {
    const lab = stack();
    await lab.replaceApp();
    await lab.replaceApp();
    expect(lab.description.parts.map(({ state }) => state)).toEqual(['up', 'up', 'up', 'up', 'up']);
    await lab.stopPart('app');
    await lab.startPart('app');
    await lab.become(lab.plan, ['web', 'app']);
    const ended = new AbortController();
    setTimeout(() => ended.abort(), 200);
    const asks = await keepAsking(lab, ended.signal);
    expect(asks.filter(({ good }) => !good)).toEqual([]);
  }, 30_000);
});
