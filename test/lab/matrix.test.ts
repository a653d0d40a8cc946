import { afterAll, expect, test } from 'vitest';
import { faults } from '../../src/catalog-faults.ts';
import type { FaultUnit } from '../../src/lab/fault.ts';
import { healthyPlan } from '../../src/lab/plan.ts';
import { startStack, type Stack } from '../../src/lab/stack.ts';
import type { Report } from '../../src/model/report.ts';
import { look } from '../support/inspect.ts';
import { targetOf } from '../support/lab.ts';
import { describeReal } from '../support/real.ts';

/**
 * Each fault is made in a lab, and what the check says of it must be what the fault says: this finding and no other.
 * Then the lab is mended by the command that the check prints, and the check says nothing any more.
 */

/** A few labs for all faults: much of the time is waiting for what gives no answer. */
const labsAtOnce = 3;
const idle: Stack[] = [];
const all: Promise<Stack>[] = [];
const waiting: ((stack: Stack) => void)[] = [];

const borrow = async (): Promise<Stack> => {
  const free = idle.pop();
  if (free) return free;
  if (all.length >= labsAtOnce) return new Promise((resolve) => waiting.push(resolve));
  const starting = startStack({ requireReal: true });
  all.push(starting);
  return starting;
};

const giveBack = (stack: Stack): void => {
  const next = waiting.shift();
  if (next) next(stack);
  else idle.push(stack);
};

afterAll(async () => {
  await Promise.allSettled(all.map(async (one) => (await one).stop()));
});

const bad = ({ findings }: Report): readonly string[] => [
  ...new Set(
    findings.flatMap(({ id, status, cause, because }) =>
      ['broken', 'warn', 'error'].includes(status) ? [`${id}/${cause ?? because}`] : [],
    ),
  ),
];

const expected = ({ outside }: FaultUnit): readonly string[] =>
  outside === 'nothing' ? [] : [`${outside.finding}/${outside.cause}`, ...(outside.also ?? [])];

const expectSeen = (report: Report, fault: FaultUnit): void => {
  expect(bad(report).toSorted()).toEqual(expected(fault).toSorted());
  const { outside } = fault;
  const main = outside === 'nothing' ? undefined : report.findings.find(({ id }) => id === outside.finding);
  if (main?.status === 'broken')
    expect(report.firstBroken).toMatchObject({ finding: main.id, cause: main.cause });
  else expect(report.firstBroken).toBeNull();
};

const expectHealthy = ({ hops }: Report): void => {
  const seen = hops.map(({ hop, status }) => `${hop} ${status}`);
  expect(seen).toEqual([
    'user ok',
    'dns ok',
    'server ok',
    'tls ok',
    'web ok',
    'app ok',
    'code unknown', // cannot be seen from outside
    'db ok',
  ]);
};

describeReal('every fault is diagnosed exactly, and mended', () => {
  test.concurrent.each(faults)(
    '$id',
    async (fault) => {
      const stack = await borrow();
      try {
        await stack.become(fault.apply(healthyPlan));
        expectSeen((await look(targetOf(stack), 30_000)).report, fault);
        await stack.become(healthyPlan);
        expectHealthy((await look(targetOf(stack), 30_000)).report);
      } finally {
        await stack.become(healthyPlan);
        giveBack(stack);
      }
    },
    120_000,
  );
});
