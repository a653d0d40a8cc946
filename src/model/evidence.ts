import type { Endpoint } from './address.ts';
import { insideIds, type InsideEvidence } from './inside.ts';

/**
 * Everything the tool can know, one entry per probe. Raw first; every derivation is a pure function elsewhere.
 * Times are milliseconds; `command` is what a person can type to see the same.
 */
export interface Evidence extends InsideEvidence {
  readonly tester: TesterSeen;
  readonly dns: DnsSeen;
  readonly zone: ZoneSeen;
  readonly tcp: TcpSeen;
  readonly tls: TlsSeen;
  readonly http: HttpSeen;
  readonly app: AppSeen;
  readonly mysql: MysqlSeen;
}

export type ProbeId = keyof Evidence;

/** In the order in which a request meets what they look at. */
export const probeIds = [
  'tester',
  'dns',
  'zone',
  'tcp',
  'tls',
  'http',
  'app',
  'mysql',
  ...insideIds,
] as const satisfies readonly ProbeId[];

/**
 * How a packet or a connection fared, before any protocol was spoken. `silent`: for as long as the step may take.
 * `cut-short`, here and below: the run was ended first (its deadline, Ctrl-C), which says nothing about the peer.
 */
export type Reached =
  'open' | 'refused' | 'silent' | 'cut-short' | 'unreachable' | 'reset' | 'not-dialled' | 'failed';

// ── tester ───────────────────────────────────────────────────────────────────────────────────────────────

/** One look at this computer itself. `skipped` controls were not asked for this target, or not waited for. */
export interface Control {
  readonly state: 'fine' | 'odd' | 'skipped';
  readonly detail?: string;
  readonly code?: string;
}

export interface TesterSeen {
  /** Is there a route to the Internet at all? Decided without sending a packet. */
  readonly route: Control;
  /** Does the resolver answer a question about the root? */
  readonly resolver: Control & {
    readonly address?: string;
    readonly outcome?: DnsOutcome;
    readonly rcode?: string;
  };
  /** Does a name that cannot exist (RFC 6761 §6.4) get an address? */
  readonly invalidName: Control;
  /** Does an address at which nobody can be (240.0.0.0/4, RFC 1112 §4) accept a connection? */
  readonly reserved: Control;
  /** Does a line in the hosts file override DNS for this site? */
  readonly hostsFile: Control & { readonly addresses?: readonly string[] };
  /** Names of the proxy variables that are set; we do not use them, a browser might. */
  readonly proxies: readonly string[];
  /** The clock of this computer, ISO 8601. */
  readonly clock: string;
}

// ── dns ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface DnsRecord {
  readonly name: string;
  readonly type: string;
  /** Seconds. */
  readonly ttl: number;
  /** Presentation form of the data; for an SOA, its primary name server. */
  readonly data: string;
  /** Of an SOA: the version of the zone (RFC 1035 §3.3.13). */
  readonly serial?: number;
}

/** Why a server answers as it does, in its own words (RFC 8914). */
export interface ExtendedError {
  readonly code: number;
  /** For people; empty when the server gave none. */
  readonly text: string;
}

/** `truncated`: an answer came over UDP, cut (TC), and asking again over TCP did not work; `code` says why. */
export type DnsOutcome =
  | 'answer'
  | 'truncated'
  | 'silent'
  | 'cut-short'
  | 'port-closed'
  | 'unreachable'
  | 'malformed'
  | 'not-asked'
  | 'failed';

/** One question to one server and what came back. */
export interface DnsExchange {
  readonly server: Endpoint & { readonly name?: string };
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'NS' | 'SOA' | 'MX' | 'TXT';
  /** Asked not to check signatures (CD, RFC 4035 §3.2.2). */
  readonly checkingDisabled?: boolean;
  readonly outcome: DnsOutcome;
  readonly code?: string;
  readonly transport: 'udp' | 'tcp';
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`, `REFUSED`, … with the extended bits joined (RFC 6891 §6.1.3). */
  readonly rcode?: string;
  readonly authoritative?: boolean;
  /** It looks further for whoever asks (RA): a resolver. */
  readonly recursionAvailable?: boolean;
  readonly extendedErrors?: readonly ExtendedError[];
  /** Here and below: all aliases, and of the other records at most 256; `raw` holds them all. */
  readonly answers: readonly DnsRecord[];
  readonly authority: readonly DnsRecord[];
  readonly additional: readonly DnsRecord[];
  readonly ms: number;
  /** The message as it came, base64. */
  readonly raw?: string;
  readonly command: string;
}

export interface DnsSeen {
  /** What the resolver said, for the site and for its twin, A and AAAA. */
  readonly resolver: readonly DnsExchange[];
  /** What the name servers said on the way from the root to the site's own, without recursion. */
  readonly walk: readonly DnsExchange[];
  /** The site's name once more, without a check of signatures: asked only when the resolver answered SERVFAIL. */
  readonly unchecked?: DnsExchange;
}

// ── zone ─────────────────────────────────────────────────────────────────────────────────────────────────

/** A name server of the site's own zone, as the zone above names it. */
export interface NameServerSeen {
  readonly name: string;
  /** From the zone above (glue), otherwise from the resolver. */
  readonly addresses: readonly string[];
  /** What the resolver said of its name, when the zone above gave no address. */
  readonly lookups: readonly DnsExchange[];
}

/** What the zone's own name servers say, each asked by itself and without recursion. */
export interface ZoneSeen {
  /** The zone in which the site's name lies. */
  readonly zone: string;
  /** At most four of them. */
  readonly servers: readonly NameServerSeen[];
  /** The site's A from each. */
  readonly answers: readonly DnsExchange[];
  /** The SOA of the zone from each. */
  readonly versions: readonly DnsExchange[];
  /** The A of names that nobody has made, beside the site's name and below it. */
  readonly invented: readonly DnsExchange[];
  /** The A of the site's name with the zone behind it once more: asked when the site's own has no address. */
  readonly doubled?: DnsExchange;
  /** Other types at the site's name: asked when it is an alias. */
  readonly besideAlias: readonly DnsExchange[];
}

// ── tcp ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface TcpAttempt extends Endpoint {
  readonly purpose: 'http' | 'https';
  readonly state: Reached;
  readonly code?: string;
  readonly ms: number;
  readonly command: string;
}

export interface TcpSeen {
  readonly attempts: readonly TcpAttempt[];
}

// ── tls ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface CertificateSeen {
  readonly subject: string;
  readonly issuer: string;
  /**
   * DNS names and IP addresses of the subjectAltName extension (RFC 9525 §6.3: nothing else names a server). At most
   * 100, those that are the site's first.
   */
  readonly names: readonly string[];
  /** How many names there are, when `names` does not hold them all. */
  readonly nameCount?: number;
  /** ISO 8601; absent when the certificate has no date there (a month 13). */
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly fingerprint256: string;
  /** Signed with its own key. */
  readonly selfSigned: boolean;
  /** It says that it may sign others (RFC 5280 §4.2.1.9). */
  readonly authority?: boolean;
  /** Absent when this OpenSSL does not know the kind of key; `bits` is the length of an RSA modulus. */
  readonly key?: { readonly type: string; readonly bits?: number };
  /** Object identifier of the algorithm it is signed with, dotted (RFC 5280 §4.1.1.2). */
  readonly signedWith?: string;
  /** The certificate as it came (DER), base64. */
  readonly raw?: string;
}

export interface TlsHandshake extends Endpoint {
  readonly serverName: string;
  readonly outcome: 'handshake' | 'alert' | 'not-tls' | 'closed' | 'silent' | 'cut-short' | 'failed';
  /** OpenSSL's or the operating system's code, as Node reports it. */
  readonly code?: string;
  readonly protocol?: string;
  readonly cipher?: string;
  /** Only what the server sent, leaf first. */
  readonly chain: readonly CertificateSeen[];
  /**
   * Verification against the public authorities and the target's own: `ok`, or the first error's code. Absent when the
   * second handshake, which verifies, did not come to an end.
   */
  readonly verification?: string;
  /** The same without a server name; looked at only when the certificate is for other names. */
  readonly withoutName?: Pick<TlsHandshake, 'outcome' | 'code'> & { readonly fingerprint256?: string };
  /** Of `not-tls`: the first bytes that came on a connection on which a page was asked for without TLS, at most 64. */
  readonly firstBytes?: string;
  readonly ms: number;
  readonly command: string;
}

export interface TlsSeen {
  readonly handshakes: readonly TlsHandshake[];
}

// ── http ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Milliseconds from the start of the request. */
export interface HttpTimes {
  readonly connected?: number;
  readonly secured?: number;
  readonly firstByte?: number;
  readonly total: number;
}

export type HttpFailure =
  'connect' | 'tls' | 'closed' | 'silent' | 'cut-short' | 'not-http' | 'too-big' | 'failed';

/** One request and its answer, or how it failed. */
export interface HttpExchange extends Endpoint {
  readonly url: string;
  readonly outcome: 'answer' | HttpFailure;
  readonly code?: string;
  readonly status?: number;
  /** In the order in which they came; names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The first bytes of the decoded body, at most 64 KiB. */
  readonly body: string;
  readonly bodyCut: boolean;
  /** The body did not end before its deadline or the run's: what is here is what came. */
  readonly bodyUnfinished: boolean;
  /** Of `not-http`: the first bytes that came, at most 64. */
  readonly firstBytes?: string;
  readonly times: HttpTimes;
  readonly command: string;
}

/** A visit: the first request and the redirects that were followed from it. */
export interface Visit {
  readonly from: 'http' | 'https';
  readonly steps: readonly HttpExchange[];
  /** Why it went no further. */
  readonly end: 'answer' | 'failed' | 'loop' | 'too-many' | 'other-site' | 'bad-location' | 'untrusted';
  /** Where the last redirect pointed when it was not followed. */
  readonly next?: string;
}

export interface HttpSeen {
  readonly visits: readonly Visit[];
}

// ── app ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface AppSeen {
  /** The page was named with --path; otherwise it is where the front page's visit ended. */
  readonly named: boolean;
  /** The same request twice. */
  readonly answers: readonly HttpExchange[];
}

// ── mysql ────────────────────────────────────────────────────────────────────────────────────────────────

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
