/** An account: a user together with the host from which it may come. */
export interface DatabaseAccount {
  /** Empty for one that everybody may use (an anonymous account). */
  readonly user: string;
  /** `%` and `_` are wildcards. */
  readonly host: string;
  /** By which it logs in (`mysql_native_password`, `unix_socket`); absent when the server names none. */
  readonly plugin?: string;
  readonly isLocked: boolean;
  readonly isExpired: boolean;
  /** It may come over TLS only (REQUIRE). */
  readonly needsTls: boolean;
}

/** What the database says of its accounts to its administrator. Of passwords there is nothing here, no hashes either. */
export interface AccountsSeen {
  readonly flavour?: 'MySQL' | 'MariaDB';
  readonly version?: string;
  readonly accounts: readonly DatabaseAccount[];
  readonly schemas: readonly string[];
  /** Rights on a whole schema (mysql.db); `%` and `_` are wildcards there, but behind a backslash. */
  readonly rights: readonly { readonly user: string; readonly host: string; readonly schema: string }[];
  /** Neither accounts, schemas nor rights go on beyond what is here. */
  readonly isWhole: boolean;
  /** Connections that each account holds, and how many of them wait for a statement (`Sleep`), without our own. */
  readonly held: readonly { readonly user: string; readonly connections: number; readonly asleep: number }[];
  readonly maxConnections?: number;
  /** At the same time, since the server was started. */
  readonly mostConnected?: number;
  /** Who comes over the network is looked up by name: 127.0.0.1 is `localhost` then (skip_name_resolve is off). */
  readonly looksUpNames?: boolean;
  /** Nobody comes over the network without TLS (require_secure_transport). */
  readonly requiresTls?: boolean;
  /** Names of schemas are the same in upper and lower case (lower_case_table_names). */
  readonly foldsNames?: boolean;
  readonly command: string;
}
