import type { TrafficLimit, TrafficResult, TrafficStep } from '../../model/drill.ts';
import { calmMs, isFine, kneeOf } from '../../model/knee.ts';
import { limitOf } from '../../model/limit.ts';
import { coreCount } from '../cores.ts';
import { defineDrill, type DrillWatch } from '../drill.ts';
import type { Stack } from '../stack.ts';
import { rampOn, type Ramp } from '../visitor/ramp.ts';

const path = '/';
const connections = 200;
const phases = ['more and more requests a second', 'a closer look at where it bends'];

const lowest = 50;
const growth = 1.5;
const highest = 20_000;
const stepMs = 1300;
const fineStepMs = 2000;

/** 50, 75, 113 … requests a second. */
const ladder = (): readonly number[] => {
  const rates: number[] = [];
  for (let rate = lowest; rate <= highest; rate *= growth) rates.push(Math.round(rate));
  return rates;
};

/** So many bad steps one after the other are no accident. */
const enough = 2;

const isOver = (steps: readonly TrafficStep[]): boolean => {
  const calm = calmMs(steps);
  return steps.length >= enough && steps.slice(-enough).every((step) => !isFine(step, calm));
};

/** Rates between the last that was fine and the next. */
const between = (steps: readonly TrafficStep[]): readonly number[] => {
  const knee = kneeOf(steps);
  if (!knee.found) return [];
  const [from, to] = [knee.step.offered, knee.beyond.offered];
  return [0.2, 0.4, 0.6, 0.8, 1].map((part) => Math.round(from + (to - from) * part));
};

const measure = async (ramp: Ramp): Promise<readonly TrafficStep[]> => {
  const coarse = await ramp.climb(ladder(), stepMs, isOver);
  const closer = between(coarse);
  if (closer.length === 0) return coarse;
  ramp.next();
  const [from = lowest] = [coarse.findLast(({ offered }) => offered < (closer[0] ?? 0))?.offered];
  const fine = await ramp.climb(closer, fineStepMs, () => false, from);
  // What was looked at twice counts as it was seen the second time, which was longer.
  return [...coarse.filter(({ offered }) => !closer.includes(offered)), ...fine];
};

const run = async (stack: Stack, watch: DrillWatch, pace: number): Promise<TrafficResult> => {
  const ramp = rampOn(stack, watch, { path, connections, phases, pace });
  const steps = (await measure(ramp)).toSorted((a, b) => a.offered - b.offered);
  const knee = kneeOf(steps);
  const cores = coreCount();
  return {
    drill: 'traffic',
    path,
    connections,
    cores,
    steps,
    knee,
    ...(knee.found ? { limit: limitOf(knee.beyond, cores) } : {}),
  };
};

const letters: Readonly<Partial<Record<TrafficLimit, string>>> = { web: 'a', app: 'b', db: 'c', all: 'd' };

export default defineDrill({
  title: 'Asks for more and more pages a second: where does the wait begin to grow, and what ran out?',
  seconds: 35,
  questions: [
    {
      asks: 'More and more visitors ask for the front page. What runs out first?',
      choices: [
        {
          says: 'Nginx: its one worker cannot take more.',
          because: 'A worker is one thread, but handing a request on is little work.',
        },
        {
          says: 'The app server: the one thread of its program is always busy.',
          because: 'Node runs a program in one thread: it uses one core, however many there are.',
        },
        {
          says: 'The database.',
          because: 'It has a thread for every connection, and so it can use every core.',
        },
        {
          says: 'The cores of the computer, before one part is at its own limit.',
          because: 'On one server all parts share the cores, and whatever else runs there uses them, too.',
        },
      ],
    },
  ],
  run: async (stack, watch, pace = 1) => {
    const result = await run(stack, watch, pace);
    return { result, measured: [result.limit && letters[result.limit]] };
  },
});
