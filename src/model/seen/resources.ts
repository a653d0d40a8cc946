/** A file system that the site needs. */
export interface DiskSeen {
  /** Where it is mounted. */
  readonly at: string;
  /** Of what ordinary users may have (df(1), POSIX). */
  readonly usedPercent: number;
  readonly freeKiB: number;
  /** Of the number of files; absent where there is no such number. */
  readonly filesUsedPercent?: number;
}

export interface ResourcesSeen {
  readonly processors: number;
  /** Programs that run or wait for a disk, on average over 1, 5 and 15 minutes (proc_loadavg(5)). */
  readonly load: readonly [number, number, number];
  /** Kilobytes (proc_meminfo(5)). */
  readonly memory: {
    readonly totalKiB: number;
    readonly availableKiB: number;
    readonly swapTotalKiB: number;
    readonly swapFreeKiB: number;
  };
  /** Percent of the last five minutes in which some program waited for it (Linux, accounting/psi, `some avg300`). */
  readonly waited: Readonly<Partial<Record<'cpu' | 'memory' | 'io', number>>>;
  /** Programs that the system has killed for memory since it was started (proc_vmstat(5), `oom_kill`). */
  readonly killedForMemory?: number;
  /** Seconds since it was started. */
  readonly upSeconds: number;
  readonly disks: readonly DiskSeen[];
  readonly command: string;
}
