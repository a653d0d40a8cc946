import type { DiskSeen, ResourcesSeen } from './seen/resources.ts';

export type Counters = Omit<ResourcesSeen, 'disks' | 'command'>;

/** A number of `/proc/meminfo`, in kilobytes. */
const kilobytes = (lines: readonly string[], name: string): number => {
  const line = lines.find((one) => one.startsWith(`${name}:`)) ?? '';
  return Number(/ (\d{1,15}) kB$/.exec(line)?.[1] ?? 0);
};

/** `processors 2`, `cpu some avg10=0.00 avg60=0.00 avg300=0.12 total=1`: a word in front says what it is. */
const after = (lines: readonly string[], begins: string): string | undefined =>
  lines.find((one) => one.startsWith(begins))?.slice(begins.length);

const numberAfter = (lines: readonly string[], begins: string): number | undefined => {
  const text = after(lines, begins);
  return text !== undefined && /^\d{1,15}(?:\.\d{1,6})?$/.test(text.trim()) ? Number(text) : undefined;
};

const waitedFor = (lines: readonly string[], what: string): number | undefined => {
  const [, share] = /avg300=(\d{1,3}\.\d{1,4})/.exec(after(lines, `${what} some `) ?? '') ?? [];
  return share === undefined ? undefined : Number(share);
};

/** What the lines of the probe say; nothing where a system does not tell its memory as Linux does. */
export const countersIn = (out: string): Counters | undefined => {
  const lines = out.split('\n').slice(0, 400);
  const totalKiB = kilobytes(lines, 'MemTotal');
  if (totalKiB === 0) return undefined;
  const [one = 0, five = 0, fifteen = 0] = (after(lines, 'load ') ?? '')
    .split(' ')
    .map((word) => Number(word) || 0);
  const killedForMemory = numberAfter(lines, 'oom_kill ');
  const waited = (['cpu', 'memory', 'io'] as const).flatMap((what) => {
    const share = waitedFor(lines, what);
    return share === undefined ? [] : [[what, share] as const];
  });
  return {
    processors: numberAfter(lines, 'processors ') || 1,
    load: [one, five, fifteen],
    memory: {
      totalKiB,
      availableKiB: kilobytes(lines, 'MemAvailable'),
      swapTotalKiB: kilobytes(lines, 'SwapTotal'),
      swapFreeKiB: kilobytes(lines, 'SwapFree'),
    },
    waited: Object.fromEntries(waited),
    ...(killedForMemory === undefined ? {} : { killedForMemory }),
    upSeconds: Math.floor(Number(after(lines, 'up ')?.split(' ')[0]) || 0),
  };
};

/** The columns of df(1) in its portable form, from the end: `… 1024 42% /var/lib`. */
const row = /^\S.{0,4000}?\s(\d{1,15})\s+(\d{1,15})\s+(\d{1,15}|-)\s+(?:(\d{1,3})%|-)\s+(\/.{0,1000})$/;

interface Row {
  readonly at: string;
  readonly free: number;
  readonly percent?: number;
}

const mostDisks = 8;

const rowsIn = (out: string): Row[] => {
  const rows = out.split('\n').flatMap((line): Row[] => {
    const [, , , free, percent, at] = row.exec(line.slice(0, 5_000)) ?? [];
    return at === undefined
      ? []
      : [{ at, free: Number(free) || 0, ...(percent === undefined ? {} : { percent: Number(percent) }) }];
  });
  return rows.filter(({ at }, index) => rows.findIndex((one) => one.at === at) === index).slice(0, mostDisks);
};

/** `df -kP` and `df -iP` of the same folders: each file system once. */
export const disksIn = (bySpace: string, byFiles: string): DiskSeen[] => {
  const files = new Map(rowsIn(byFiles).map(({ at, percent }) => [at, percent]));
  return rowsIn(bySpace).flatMap(({ at, free, percent }) => {
    const filesUsedPercent = files.get(at);
    return percent === undefined
      ? []
      : [
          {
            at,
            usedPercent: percent,
            freeKiB: free,
            ...(filesUsedPercent === undefined ? {} : { filesUsedPercent }),
          },
        ];
  });
};
