/**
 * What an entry of a program's log is about: an error that the database answered with, the way to it, the connections
 * that are kept to it (a pool), a failure of the program's own code, its start, or the processes that run it.
 */
export type LogKind = 'database' | 'way' | 'pool' | 'code' | 'start' | 'workers';

/** What the program behind Nginx wrote, as far as it is understood. */
export interface LogEntry {
  /** The path of a file, or `journal of UNIT`. */
  readonly source: string;
  /** Not before this time, by the server's clock, ISO 8601; absent when neither the log nor its file says. */
  readonly at?: string;
  readonly kind: LogKind;
  /** A code of the system or of a language (`ECONNREFUSED`, `KeyError`), or the name of an error of the database. */
  readonly code: string;
  /** Of the database (MySQL and MariaDB: Error Message Reference). */
  readonly errno?: number;
  /** An address and a port, or the path of a socket; of code its file and line; of a module its name. */
  readonly about?: string;
  /** Whom the database turned away: the user, and the host from which it says that the program came. */
  readonly account?: { readonly user: string; readonly host: string };
  /** That this account may not use. */
  readonly schema?: string;
  /** Of the page that was asked for. */
  readonly path?: string;
  /** With it the program ended: nothing came after it but a farewell. */
  readonly isEnd: boolean;
  /** Cut; what may be a secret or about a visitor is taken out. */
  readonly line: string;
}

export interface LogsSeen {
  /** The newest last; none older than two minutes, but for the last words of a program that does not run any more. */
  readonly entries: readonly LogEntry[];
  /** Where was read. */
  readonly sources: readonly string[];
  /** By the server's clock, ISO 8601: when this check began, and when the log was read. */
  readonly since: string;
  readonly readAt: string;
  readonly command: string;
}
