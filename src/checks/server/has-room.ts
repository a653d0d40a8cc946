import { defineCheck, found, ok, type Example, type Judgement } from '../../model/check.ts';
import { asIs, change } from '../../model/example.ts';
import type { DiskSeen, ResourcesSeen } from '../../model/seen/resources.ts';

type Cause = 'disk-full' | 'files-full' | 'disk-filling' | 'memory-low' | 'killed-for-memory' | 'overloaded';

/** Percent. Ordinary programs get nothing more at 100; what is written all the time gets there from 95 in days. */
const filling = 95;

/** Percent of the memory; below it the system begins to kill. */
const leastMemory = 5;

/** Percent of five minutes in which somebody waited for a processor, and programs for each processor all that time. */
const longWait = 50;
const manyWaiting = 2;

const judgeDisk = ({ at, usedPercent, filesUsedPercent = 0 }: DiskSeen): Judgement<Cause>[] => {
  if (usedPercent >= 100) return [found('disk-full', at, `the disk of ${at} is full`)];
  if (filesUsedPercent >= 100)
    return [
      found(
        'files-full',
        at,
        `the disk of ${at} holds as many files as it can, and ${usedPercent} % of its room is used`,
      ),
    ];
  return usedPercent >= filling
    ? [found('disk-filling', at, `the disk of ${at} is full to ${usedPercent} %`)]
    : [];
};

const judgeMemory = ({ memory, killedForMemory = 0 }: ResourcesSeen): Judgement<Cause>[] => {
  const { totalKiB, availableKiB, swapFreeKiB } = memory;
  const percent = Math.floor((100 * availableKiB) / totalKiB);
  const isLow = percent < leastMemory && swapFreeKiB < totalKiB / 20;
  return [
    ...(isLow
      ? [found<Cause>('memory-low', 'memory', `${percent} % of the memory is available, and hardly any swap`)]
      : []),
    ...(killedForMemory > 0
      ? [
          found<Cause>(
            'killed-for-memory',
            'memory',
            `since the machine was started, the system has killed ${killedForMemory} ${killedForMemory === 1 ? 'process' : 'processes'} to get memory back`,
          ),
        ]
      : []),
  ];
};

const judgeProcessors = ({
  processors,
  load: [, five],
  waited: { cpu = 0 },
}: ResourcesSeen): Judgement<Cause>[] =>
  cpu >= longWait && five >= processors * manyWaiting
    ? [
        found(
          'overloaded',
          'processors',
          `over the last five minutes ${five} programs on average ran or waited, on ${processors} ${processors === 1 ? 'processor' : 'processors'}`,
        ),
      ]
    : [];

const resources = (patch: Partial<ResourcesSeen>): Example =>
  change('resources', (held) => ({ ...held, ...patch }));

const disk = (patch: Partial<DiskSeen>): Example =>
  resources({ disks: [{ at: '/', usedPercent: 42, freeKiB: 14_000_000, filesUsedPercent: 9, ...patch }] });

export default defineCheck({
  claim: false,
  needs: ['resources'],
  uses: [],
  judge({ resources: seen }, { target }): Judgement<Cause>[] {
    const all = [...seen.disks.flatMap(judgeDisk), ...judgeMemory(seen), ...judgeProcessors(seen)];
    const fullest = seen.disks.toSorted((a, b) => b.usedPercent - a.usedPercent).at(0);
    const disks = fullest ? `, and the fullest disk (${fullest.at}) is full to ${fullest.usedPercent} %` : '';
    const free = Math.floor((100 * seen.memory.availableKiB) / seen.memory.totalKiB);
    return all.length > 0 ? all : [ok(target.site.shown, `${free} % of the memory is available${disks}`)];
  },
  causes: {
    'disk-full': { status: 'warn', strength: 'confirmed', example: disk({ usedPercent: 100, freeKiB: 0 }) },
    'files-full': { status: 'warn', strength: 'confirmed', example: disk({ filesUsedPercent: 100 }) },
    'disk-filling': { status: 'note', strength: 'confirmed', example: disk({ usedPercent: 97 }) },
    'memory-low': {
      status: 'note',
      strength: 'likely',
      restsOn: 'proc_meminfo(5), MemAvailable',
      example: resources({
        memory: { totalKiB: 1_000_000, availableKiB: 20_000, swapTotalKiB: 0, swapFreeKiB: 0 },
      }),
    },
    'killed-for-memory': {
      status: 'note',
      strength: 'likely',
      restsOn: 'proc_vmstat(5), oom_kill',
      example: resources({ killedForMemory: 2 }),
    },
    overloaded: {
      status: 'note',
      strength: 'likely',
      restsOn: 'proc_loadavg(5); Linux, Documentation/accounting/psi.rst',
      example: resources({ load: [8, 8, 8], waited: { cpu: 90, memory: 0, io: 0 } }),
    },
  },
  examples: { ok: [asIs] },
});
