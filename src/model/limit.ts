import type { TrafficLimit, TrafficStep } from './drill.ts';

/** A thread that has used this much of a core has used all of it that it could get. */
const nearlyOne = 0.85;
const nearlyAll = 0.93;

/** What a load that was not fine had no more of on a computer of so many cores, by what the system says. */
export const limitOf = (
  { cores, outOfConnections }: Pick<TrafficStep, 'cores' | 'outOfConnections'>,
  count: number,
): TrafficLimit => {
  if (outOfConnections > 0) return 'connections';
  if (!cores) return 'not-read';
  if (cores.app >= nearlyOne) return 'app';
  if (cores.web >= nearlyOne) return 'web';
  if (cores.db >= nearlyOne * count) return 'db';
  return cores.all >= nearlyAll * count ? 'all' : 'waiting';
};
