import { afterAll, beforeAll, expect, test } from 'vitest';
import spof from '../../src/lab/drills/spof.ts';
import type { DrillWatch } from '../../src/lab/drill.ts';
import type { Stack } from '../../src/lab/stack.ts';
import { startStack } from '../../src/lab/stack.ts';
import type { SpofPart } from '../../src/model/drill.ts';
import { describeReal } from '../support/real.ts';

/** Half the time is enough to see the same. */
const pace = 0.5;

const watch: DrillWatch = { signal: new AbortController().signal, show: () => undefined };

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
    const { result, measured } = await spof.run(stack(), watch, pace);
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
