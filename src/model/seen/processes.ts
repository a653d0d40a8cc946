export interface ProcessSeen {
  readonly pid: number;
  readonly parent: number;
  readonly user: string;
  readonly name: string;
  /** ISO 8601, by the server's clock; absent where the server does not know. */
  readonly startedAt?: string;
  /** Kilobytes of memory that are its own or shared (RSS). */
  readonly rssKiB: number;
  /** Of one processor, since it was started. */
  readonly cpuPercent: number;
  /** One letter: `R` runs, `S` sleeps, `T` is stopped by a signal, `Z` has ended (proc_pid_stat(5)). */
  readonly state?: string;
  /** Its first words; what looks like a secret is taken out. */
  readonly words: readonly string[];
}

export interface ProcessesSeen {
  /** Those that take connections, the web server, the database, and their parents and children. */
  readonly processes: readonly ProcessSeen[];
  readonly count: number;
  readonly command: string;
}
