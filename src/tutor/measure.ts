import type { Fetched, Looks } from './looks.ts';
import type { PageKind, Part, Seen } from './types.ts';

const everyMs = 20;
const calmMs = 200;

interface Asked {
  /** Milliseconds since the measurement began. */
  readonly at: number;
  readonly ms: number;
  readonly good: boolean;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

const good = (page: Fetched): boolean => page.outcome === 'answer' && (page.status ?? 0) < 400;

const timed = async (looks: Looks, page: PageKind, start: number): Promise<Asked> => {
  const at = performance.now();
  const answer = await looks.fetch(looks.pages[page]);
  return { at: at - start, ms: performance.now() - at, good: good(answer) };
};

/** A visitor who asks every 20 ms while `work` is done, and for a moment before and after it. */
const askWhile = async (
  looks: Looks,
  page: PageKind,
  work: () => Promise<void>,
): Promise<readonly Asked[]> => {
  const start = performance.now();
  const asked: Promise<Asked>[] = [];
  const clock = setInterval(() => {
    const one = timed(looks, page, start);
    // A bug in a fetch must not end the process before it is awaited below.
    one.catch(() => {});
    asked.push(one);
  }, everyMs);
  try {
    await wait(calmMs);
    await work();
    await wait(calmMs);
  } finally {
    clearInterval(clock);
  }
  return Promise.all(asked);
};

/** The longest time between two good answers, in milliseconds. */
const longestGap = (asked: readonly Asked[]): number => {
  const times = asked.filter((one) => one.good).map((one) => one.at + one.ms);
  const sorted = times.toSorted((a, b) => a - b);
  return sorted.reduce((gap, time, index) => Math.max(gap, time - (sorted[index - 1] ?? time)), 0);
};

/** Restarts a part while a visitor keeps asking. */
export const restart = async (looks: Looks, part: Part, page: PageKind): Promise<Seen> => {
  const before = await timed(looks, page, performance.now());
  if (!before.good) return { lines: ['The lab was not healthy before, so nothing was restarted.'] };
  const asked = await askWhile(looks, page, async () => {
    await looks.stopPart(part);
    await looks.startPart(part);
  });
  const failed = asked.filter((one) => !one.good).length;
  return {
    lines: [
      `A visitor asked ${asked.length} times, once every ${everyMs} ms.`,
      `Failed requests: ${failed}`,
      `Longest time without a good answer: ${Math.round(longestGap(asked))} ms`,
    ],
    answer: failed > 0 ? 'gap' : 'none',
  };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const rounds = 3;
/** Below this the difference may be chance. */
const clearly = 2;

/** Asks one at a time, then `visitors` at the same moment, and compares how long one request takes. */
export const crowd = async (looks: Looks, page: PageKind, visitors: number): Promise<Seen> => {
  const start = performance.now();
  const alone: Asked[] = [];
  for (let n = 0; n < visitors; n += 1) alone.push(await timed(looks, page, start));
  const together: Asked[] = [];
  for (let round = 0; round < rounds; round += 1)
    together.push(...(await Promise.all(Array.from({ length: visitors }, () => timed(looks, page, start)))));
  const [one, many] = [median(alone.map(({ ms }) => ms)), median(together.map(({ ms }) => ms))];
  const failed = [...alone, ...together].filter((asked) => !asked.good).length;
  return {
    lines: [
      `One visitor at a time: ${one.toFixed(1)} ms for a page`,
      `${visitors} visitors at the same moment: ${many.toFixed(1)} ms for a page`,
      ...(failed > 0 ? [`Failed requests: ${failed}`] : []),
    ],
    ...(failed === 0 ? { answer: many >= one * clearly ? 'longer' : 'same' } : {}),
  };
};
