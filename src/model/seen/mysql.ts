import type { Endpoint } from '../address.ts';
import type { Reached } from './reached.ts';

/** What the first packet says (MySQL: Protocol::HandshakeV10). */
export interface MysqlGreeting {
  readonly flavour: 'MySQL' | 'MariaDB' | 'stand-in';
  readonly version: string;
  readonly plugin: string;
  readonly tls: boolean;
}

export interface MysqlLogin {
  /** `not-sent`: the server wants what we do not give. */
  readonly outcome: 'ok' | 'refused' | 'not-sent' | 'cut-short' | 'failed';
  /** The server's error number (`1045`); the same number can mean different things to MySQL and MariaDB. */
  readonly errno?: number;
  readonly sqlState?: string;
  /** Of `not-sent`: `PASSWORD_WITHHELD` or `UNKNOWN_PLUGIN`. Otherwise our library's code. */
  readonly code?: string;
  /** Of `UNKNOWN_PLUGIN`: what the server asked for, when that is one that we know by name. */
  readonly plugin?: string;
  readonly withPassword: boolean;
}

/** A right of the account that is logged in, as SHOW GRANTS says. */
export interface DatabaseGrant {
  /** In the server's words: `SELECT`, `ALL PRIVILEGES`, `USAGE` for none. */
  readonly privileges: readonly string[];
  /** `object`: a table, or a routine. */
  readonly level: 'global' | 'schema' | 'object';
  /** As it stands there: `%` and `_` are wildcards, but behind a backslash. */
  readonly schema?: string;
  readonly mayGrant: boolean;
  /** Taken out of a right that is given for everything (MySQL, partial revokes). */
  readonly isRevoked: boolean;
}

/** System variables; those that this server has. */
export interface DatabaseSettings {
  readonly bindAddress?: string;
  readonly port?: number;
  readonly socket?: string;
  readonly skipNetworking?: boolean;
  readonly maxConnections?: number;
  readonly readOnly?: boolean;
  readonly superReadOnly?: boolean;
  /** MySQL's second protocol, with a port of its own. */
  readonly mysqlxPort?: number;
  readonly mysqlxBindAddress?: string;
}

/** Since the server was started, but for `connected`. */
export interface DatabaseCounters {
  /** Now, with our own. */
  readonly connected?: number;
  readonly mostConnected?: number;
  /** Attempts that came to no session. */
  readonly abortedConnects?: number;
  /** Attempts, successful or not. */
  readonly connections?: number;
  /** Statements of clients. */
  readonly questions?: number;
  readonly upSeconds?: number;
}

/** Who is logged in (SHOW PROCESSLIST), without what is asked. */
export interface DatabaseVisitor {
  readonly user: string;
  /** An address or a name; `localhost` for the socket. */
  readonly from: string;
  /** Of its own end, over TCP. */
  readonly port?: number;
  /** `Sleep`, `Query`, `Daemon`. */
  readonly command: string;
}

/** What the database says of itself to who is logged in; what it did not say is absent. */
export interface DatabaseFacts {
  /** The account by which the login was accepted (CURRENT_USER()): `app@127.0.0.1`. */
  readonly account?: string;
  readonly schema?: string;
  /** Tables of that schema that this account may see. */
  readonly tables?: number;
  readonly settings?: DatabaseSettings;
  readonly counters?: DatabaseCounters;
  /** Without the right PROCESS only those of this account. At most 64. */
  readonly visitors?: readonly DatabaseVisitor[];
  readonly grants?: readonly DatabaseGrant[];
  /** Of the table that was named: 1 when there is a row, and the number of the error when it may not be read. */
  readonly tableRows?: number;
  readonly tableRefused?: number;
  /** Numbers of the errors with which it refused to say the rest. */
  readonly refused?: readonly number[];
}

export interface MysqlAttempt extends Endpoint {
  /** `site`: the site's own address, as the world sees it. `host`: the database host that was named. */
  readonly via: 'site' | 'host' | 'ssh';
  /** The file that was asked at, in the place of a port. */
  readonly socket?: string;
  readonly user: string;
  /** Not as the user that was named: no password may go there, or nobody was named. */
  readonly asStranger: boolean;
  readonly state: Reached | 'greeting' | 'error-packet' | 'not-mysql' | 'closed' | 'way-in-failed';
  readonly code?: string;
  readonly greeting?: MysqlGreeting;
  /** From the open connection to the whole greeting; through ssh, the way there is in it. */
  readonly greetedMs?: number;
  /** Number of an ERR packet that came instead of a greeting. */
  readonly errno?: number;
  readonly login?: MysqlLogin;
  /** Only when the user that was named is logged in. */
  readonly facts?: DatabaseFacts;
  /** The first bytes when they were not MySQL's, at most 64. */
  readonly firstBytes?: string;
  /** The last line of ssh's own words, when it gave up by itself. */
  readonly said?: string;
  readonly ms: number;
  readonly command: string;
}

export interface MysqlSeen {
  readonly attempts: readonly MysqlAttempt[];
}
