import type { TraceSeen } from './trace.ts';

/** What the server does while a page, which did not come or came late, is asked for once more. Milliseconds. */
export interface HangSeen {
  readonly request: TraceSeen['request'];
  /** From the start of the request to the end of the last look: an answer that came later had not come by then. */
  readonly lookedMs?: number;
  /** The same, to what the database said of its threads. */
  readonly threadsMs?: number;
  /** The program itself, asked by the server for the same page; without a status when nothing came in that time. */
  readonly direct?: { readonly to: string; readonly status?: number; readonly ms: number };
  /** Where Nginx hands on: connections that no process has accepted yet, and how many may wait (ss(8), Recv-Q and Send-Q). */
  readonly queues: readonly { readonly at: string; readonly waiting: number; readonly most: number }[];
  /** Those that listen there. */
  readonly processes: readonly {
    readonly pid: number;
    /** Of one processor, between two looks. */
    readonly cpuPercent: number;
    /** At both of them it ran, or waited for a processor (proc_pid_stat(5), `R`). */
    readonly isRunning: boolean;
  }[];
  /** Their connections to the database, over TCP. */
  readonly links: readonly {
    readonly to: string;
    readonly port: number;
    /** The port of its own end, by which the database names it. */
    readonly ownPort: number;
    /** Something was sent to the database, and nothing has come back since. */
    readonly isAsking: boolean;
    /** Something went over it between two looks. */
    readonly isUsed?: boolean;
  }[];
  /** Absent when the database does not tell whoever the commands run as. At most 64. */
  readonly threads?: readonly DatabaseThread[];
  readonly command: string;
}

/** A connection as the database sees it (information_schema, PROCESSLIST and INNODB_TRX), without what is asked. */
export interface DatabaseThread {
  readonly user: string;
  /** Of its own end, over TCP; absent for the socket. */
  readonly port?: number;
  /** `Sleep`, `Query`, `Execute`. */
  readonly command: string;
  /** For how long it does that. */
  readonly seconds: number;
  /** Its transaction: `waits` for rows that another one has locked, `holds` rows itself. */
  readonly locks?: 'waits' | 'holds';
  /** Since its transaction began. */
  readonly openSeconds?: number;
}
