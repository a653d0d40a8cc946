import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { familyOf } from './family.ts';

/** What processes and the whole computer have used of its cores since they started; milliseconds. */
export interface CpuTimes {
  readonly at: number;
  readonly web: readonly number[];
  readonly app: readonly number[];
  readonly db: readonly number[];
  readonly all: number;
}

/** Of Linux towards programs, on every machine that Node runs on (`getconf CLK_TCK`: 100). */
const tickMs = 10;

/** proc(5): utime and stime are fields 14 and 15; field 2 may hold blanks and brackets. */
const timeIn = (stat: string): number => {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * tickMs;
};

const read = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

const ofProcess = async (pid: number): Promise<number> => timeIn(await read(`/proc/${pid}/stat`));

/** The thread in which a program of Node's runs is the one with the number of the process. */
const ofMainThread = async (pid: number): Promise<number> =>
  timeIn(await read(`/proc/${pid}/task/${pid}/stat`));

/** proc(5): user, nice, system, idle, iowait, irq, softirq, steal, guest, which is in user already. */
const ofAll = async (): Promise<number> => {
  const [, user, nice, system, , , irq, softirq] = ((await read('/proc/stat')).split('\n')[0] ?? '')
    .split(/\s+/)
    .map(Number);
  return [user, nice, system, irq, softirq].reduce<number>((sum, ticks = 0) => sum + ticks, 0) * tickMs;
};

export interface PartPids {
  readonly web: number;
  readonly app: number;
  readonly db: number;
}

/** Nothing where there is no /proc to read it from (macOS). */
export const cpuTimes = async ({ web, app, db }: PartPids): Promise<CpuTimes | undefined> => {
  if (process.platform !== 'linux') return undefined;
  const [workers, servers] = await Promise.all([familyOf(web), familyOf(db)]);
  const [ofWeb, ofApp, ofDb, all] = await Promise.all([
    Promise.all(workers.map(ofProcess)),
    ofMainThread(app),
    Promise.all(servers.map(ofProcess)),
    ofAll(),
  ]);
  return { at: performance.now(), web: ofWeb, app: [ofApp], db: ofDb, all };
};

/** How many threads this computer runs at the same time. */
export const coreCount = (): number => availableParallelism();

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Cores used between two readings: of the web server its busiest process. */
export const coresBetween = (
  before: CpuTimes,
  after: CpuTimes,
): { web: number; app: number; db: number; all: number; parts: number } => {
  const ms = Math.max(1, after.at - before.at);
  const used = (part: 'web' | 'app' | 'db'): readonly number[] =>
    after[part].map((time, at) => Math.max(0, time - (before[part][at] ?? time)) / ms);
  const [web, app, db] = [used('web'), used('app'), used('db')];
  return {
    web: Math.max(0, ...web),
    app: sum(app),
    db: sum(db),
    all: (after.all - before.all) / ms,
    parts: sum(web) + sum(app) + sum(db),
  };
};
