import { afterAll, expect, test } from 'vitest';
import { faults } from '../../src/catalog-faults.ts';
import type { Seen } from '../../src/lab/fault.ts';
import { obeyOn } from '../../src/lab/orders.ts';
import { startStack, type Stack } from '../../src/lab/stack.ts';
import type { Report } from '../../src/model/report.ts';
import { aimAt, compare } from '../support/compare.ts';
import { look, seenFromOutside } from '../support/inspect.ts';
import { insideOf, targetOf } from '../support/lab.ts';
import { describeReal } from '../support/real.ts';
import { expectHealthy } from './support/healthy.ts';

/**
 * Each fault is made in a lab, and what the check says of it must be what the fault says, from outside only and from both
 * sides: this finding and no other.
 * Then the lab is mended by the command that the check prints, and the check says nothing any more.
 */

interface Lab {
  readonly stack: Stack;
  readonly obey: ReturnType<typeof obeyOn>;
}

/** Milliseconds for one look: on a busy computer all deadlines of one that is frozen add up to more than usual. */
const patience = 60_000;

/** A few labs for all faults: much of the time is waiting for what gives no answer. */
const labsAtOnce = 3;
const idle: Lab[] = [];
const all: Promise<Lab>[] = [];
const waiting: ((lab: Lab) => void)[] = [];

const start = async (): Promise<Lab> => {
  const stack = await startStack({ requireReal: true });
  return { stack, obey: obeyOn(stack, async () => faults) };
};

const borrow = async (): Promise<Lab> => {
  const free = idle.pop();
  if (free) return free;
  if (all.length >= labsAtOnce) return new Promise((resolve) => waiting.push(resolve));
  const starting = start();
  all.push(starting);
  return starting;
};

const giveBack = (lab: Lab): void => {
  const next = waiting.shift();
  if (next) next(lab);
  else idle.push(lab);
};

const counted = { tried: 0, diagnosed: 0, mended: 0 };

afterAll(async () => {
  await Promise.allSettled(all.map(async (one) => (await one).stack.stop()));
  const { tried, diagnosed, mended } = counted;
  process.stdout.write(
    `Faults of the lab: ${tried} tried, ${diagnosed} diagnosed exactly, ${mended} mended.\n`,
  );
});

/** What is not well, and of the things that are only worth knowing those that the fault names. */
const seenIn = ({ findings }: Report, named: readonly string[]): readonly string[] => [
  ...new Set(
    findings.flatMap(({ id, status, cause, because }) => {
      const path = `${id}/${cause ?? because}`;
      const counts =
        ['broken', 'warn', 'error'].includes(status) || (status === 'ok' && named.includes(path));
      return counts ? [path] : [];
    }),
  ),
];

const expected = (seen: Seen | 'nothing'): readonly string[] =>
  seen === 'nothing' ? [] : [`${seen.finding}/${seen.cause}`, ...(seen.also ?? [])];

/** For a table. */
const saidOf = (seen: Seen | 'nothing'): string =>
  seen === 'nothing' ? 'nothing' : `${seen.finding}/${seen.cause}`;

const expectSeen = (report: Report, seen: Seen | 'nothing'): void => {
  expect(seenIn(report, expected(seen)).toSorted()).toEqual(expected(seen).toSorted());
  const main =
    seen === 'nothing'
      ? undefined
      : report.findings.find(({ id, cause }) => id === seen.finding && cause === seen.cause);
  if (main?.status === 'broken')
    expect(report.firstBroken).toMatchObject({ finding: main.id, cause: main.cause });
  else expect(report.firstBroken).toBeNull();
};

describeReal('every fault is diagnosed exactly, and mended', () => {
  test.concurrent.each(faults)(
    '$id',
    async (fault) => {
      const lab = await borrow();
      const { stack, obey } = lab;
      const target = insideOf(stack);
      try {
        await obey({ do: 'break', faults: [fault.id] });
        counted.tried += 1;
        const { report, observed } = await look(target, patience);
        expectSeen(seenFromOutside(observed), fault.outside);
        expectSeen(report, fault.inside ?? fault.outside);
        counted.diagnosed += 1;
        await compare(
          {
            path: fault.id,
            hop: 'app',
            says: saidOf(fault.outside),
            both: saidOf(fault.inside ?? fault.outside),
          },
          () => aimAt(targetOf(stack)),
        );
        await obey({ do: 'fix', parts: [] });
        expectHealthy((await look(target, patience)).report, 'ok');
        counted.mended += 1;
      } finally {
        await obey({ do: 'fix', parts: [] });
        giveBack(lab);
      }
    },
    300_000,
  );
});
