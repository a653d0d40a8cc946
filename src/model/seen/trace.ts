import type { HttpExchange } from './http.ts';

/** One request with a mark in it, and where on the server it was found again. Milliseconds. */
export interface TraceSeen {
  /** In the address that was asked for, and in the name of the browser (RFC 9110 §10.1.5): `infra-tutor-3f9c2a7d51b0`. */
  readonly mark: string;
  readonly request: Pick<
    HttpExchange,
    'url' | 'address' | 'port' | 'outcome' | 'code' | 'status' | 'times' | 'command'
  >;
  readonly web: readonly WebTrace[];
  readonly program: readonly ProgramTrace[];
  /** Over the open connections from the program to the database; absent when none could be counted. */
  readonly database?: DatabaseTrace;
  readonly command: string;
}

/** `unreadable`: to whom the commands run as. */
type FoundAgain = 'found' | 'absent' | 'unreadable';

/** An access log of Nginx. */
export interface WebTrace {
  readonly file: string;
  readonly state: FoundAgain;
  /** Each request to this Nginx stands at once in one of the logs that were read. */
  readonly isWhole: boolean;
  readonly status?: number;
  /** `$request_time`. */
  readonly requestMs?: number;
  /** `$upstream_addr`: to whom Nginx handed it on; `-` when to nobody. */
  readonly upstream?: string;
  /** `$upstream_response_time`. */
  readonly upstreamMs?: number;
}

/** A log of the program behind Nginx. */
export interface ProgramTrace {
  readonly pid: number;
  readonly name: string;
  readonly file: string;
  readonly state: FoundAgain;
}

/** What went over the program's connections to its database, by the counters of the operating system. */
export interface DatabaseTrace {
  readonly to: string;
  readonly port: number;
  /** Bytes while nothing was asked, and how long that was. */
  readonly quietBytes: number;
  readonly quietMs: number;
  /** Bytes while the request was under way, and how long that was. */
  readonly bytes: number;
  readonly ms: number;
}
