/** A socket that takes connections (ss(8)). */
export interface Listener {
  readonly protocol: 'tcp' | 'unix';
  /** `*` for every address of both families; of a unix socket its path. */
  readonly address: string;
  readonly port?: number;
  /** Empty when whose it is may not be seen. */
  readonly processes: readonly {
    readonly name: string;
    readonly pid: number;
    /** Its working directory, of the first one of each socket, where that may be seen. */
    readonly folder?: string;
  }[];
  /** Of TCP: connections that no program has accepted yet, and how many may wait (Recv-Q and Send-Q; listen(2), backlog). */
  readonly queue?: { readonly waiting: number; readonly most: number };
}

export interface ListenersSeen {
  readonly listeners: readonly Listener[];
  /** As ordinary user only one's own processes have a name. */
  readonly command: string;
}
