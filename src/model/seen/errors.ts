/** A line of Nginx's error log, without the address of the visitor. */
export interface NginxError {
  /** As it stands there, by the server's clock: `2026/11/26 05:14:57`. */
  readonly at: string;
  readonly level: string;
  /** Without what follows in fields of their own. */
  readonly message: string;
  /** Of the operating system (errno(3)). */
  readonly errno?: number;
  readonly server?: string;
  /** Method and path; no query. */
  readonly request?: string;
  readonly upstream?: string;
  readonly host?: string;
}

export interface ErrorsSeen {
  /** The newest last; none older than two minutes. */
  readonly errors: readonly NginxError[];
  /** By the server's clock, in the log's own form, when it was read. */
  readonly readAt: string;
  /** Of the server's clock, `+0200`. */
  readonly utcOffset?: string;
  /** Why Nginx refused to start or to load its configuration: the last lines of this level, however old. */
  readonly refusals: readonly NginxError[];
  readonly files: readonly string[];
  readonly command: string;
}
