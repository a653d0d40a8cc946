import type { Way } from './command.ts';
import type { CertificateSeen, HttpExchange } from './evidence.ts';

/**
 * What is seen from a shell on the server. Texts of files are not kept: of a configuration its structure, of a command
 * line its first words, of an environment nothing, so that no secret comes along.
 */
export interface InsideEvidence {
  readonly shell: ShellSeen;
  readonly listeners: ListenersSeen;
  readonly nginx: NginxSeen;
  readonly processes: ProcessesSeen;
  readonly errors: ErrorsSeen;
  readonly served: ServedSeen;
  readonly certificates: CertificatesSeen;
  readonly code: CodeSeen;
  readonly links: LinksSeen;
  readonly database: DatabaseProgramsSeen;
  readonly logs: LogsSeen;
  readonly resources: ResourcesSeen;
  readonly firewall: FirewallSeen;
  readonly trace: TraceSeen;
  readonly hang: HangSeen;
}

/** In the order in which they are asked. */
export const insideIds = [
  'shell',
  'listeners',
  'nginx',
  'processes',
  'errors',
  'served',
  'certificates',
  'code',
  'links',
  'database',
  'logs',
  'resources',
  'firewall',
  'trace',
  'hang',
] as const satisfies readonly (keyof InsideEvidence)[];

// ── shell ────────────────────────────────────────────────────────────────────────────────────────────────

export interface ShellSeen {
  readonly way: Way;
  /** `no-shell`: ssh, or the shell itself, gave up; `said` has its last words. */
  readonly state: 'open' | 'no-shell' | 'silent' | 'cut-short';
  readonly said?: readonly string[];
  /** It could not be started. */
  readonly code?: string;
  /** With which it gave up; ssh's own failures are 255 (ssh(1), EXIT STATUS). */
  readonly exitCode?: number;
  /** As whom the commands run. */
  readonly user?: string;
  readonly isRoot?: boolean;
  /** `Linux`, as uname(1) says. */
  readonly kernel?: string;
  /** `Debian GNU/Linux 12 (bookworm)` (os-release(5)). */
  readonly system?: string;
  /** The clock of the server, ISO 8601. */
  readonly clock?: string;
  /** Whether `sudo -n` works; `not-asked` without --sudo. */
  readonly sudo?: 'not-asked' | 'works' | 'refused';
  readonly ms: number;
  readonly command: string;
}

// ── listeners ────────────────────────────────────────────────────────────────────────────────────────────

/** A socket that takes connections (ss(8)). */
export interface Listener {
  readonly protocol: 'tcp' | 'unix';
  /** `*` for every address of both families; of a unix socket its path. */
  readonly address: string;
  readonly port?: number;
  /** Empty when whose it is may not be seen. */
  readonly processes: readonly { readonly name: string; readonly pid: number }[];
  /** Of TCP: connections that no program has accepted yet, and how many may wait (Recv-Q and Send-Q; listen(2), backlog). */
  readonly queue?: { readonly waiting: number; readonly most: number };
}

export interface ListenersSeen {
  readonly listeners: readonly Listener[];
  /** As ordinary user only one's own processes have a name. */
  readonly command: string;
}

// ── nginx ────────────────────────────────────────────────────────────────────────────────────────────────

/** Where a directive stands. */
export interface NginxPlace {
  readonly file: string;
  readonly line: number;
}

/** `proxy_pass`, `fastcgi_pass`, `uwsgi_pass`, `scgi_pass`, `grpc_pass`. */
export interface NginxPass extends NginxPlace {
  readonly kind: 'proxy' | 'fastcgi' | 'uwsgi' | 'scgi' | 'grpc';
  /** As it is written: `http://127.0.0.1:8000`, `unix:/run/app.sock`, the name of an upstream. */
  readonly to: string;
  /** Of `proxy`: a `proxy_set_header` that counts here says what the program is told as Host. */
  readonly setsHost?: boolean;
}

export interface NginxLocation extends NginxPlace {
  /** `/`, `= /health`, `~ \.php$`. */
  readonly match: string;
  readonly root?: string;
  readonly passes: readonly NginxPass[];
}

export interface NginxServer extends NginxPlace {
  readonly listens: readonly {
    /** `*` for every address. Of a unix socket its path. */
    readonly address: string;
    readonly port?: number;
    readonly ssl: boolean;
    readonly isDefault: boolean;
  }[];
  readonly names: readonly string[];
  readonly root?: string;
  readonly certificate?: string;
  readonly passes: readonly NginxPass[];
  readonly locations: readonly NginxLocation[];
}

export interface NginxUpstream extends NginxPlace {
  readonly name: string;
  readonly servers: readonly string[];
}

/** A directive, or a file, that Nginx would not accept. */
export interface NginxMistake extends NginxPlace {
  readonly said: string;
}

export interface NginxSeen {
  readonly version?: string;
  readonly user?: string;
  readonly servers: readonly NginxServer[];
  readonly upstreams: readonly NginxUpstream[];
  readonly errorLogs: readonly string[];
  readonly accessLogs: readonly NginxAccessLog[];
  /** What was read, and when each was changed last: ISO 8601, by the server's clock. */
  readonly files: readonly { readonly path: string; readonly changedAt?: string }[];
  /** The first one on the disk; what stands behind it in its file is then not known. */
  readonly mistake?: NginxMistake;
  readonly command: string;
}

/** Where each request is written down (ngx_http_log_module, access_log). */
export interface NginxAccessLog {
  readonly path: string;
  /** Its log_format, as the configuration writes it. */
  readonly format: string;
  /** Lines are held back for a while (`buffer=`, `flush=`, `gzip`), or only some are written (`if=`). */
  readonly isPartial: boolean;
}

// ── processes ────────────────────────────────────────────────────────────────────────────────────────────

export interface ProcessSeen {
  readonly pid: number;
  readonly parent: number;
  readonly user: string;
  readonly name: string;
  /** ISO 8601, by the server's clock. */
  readonly startedAt: string;
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

// ── errors ───────────────────────────────────────────────────────────────────────────────────────────────

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

// ── served ───────────────────────────────────────────────────────────────────────────────────────────────

/** A folder or a file on the way to what Nginx serves (namei(1)). */
export interface PathStep {
  readonly path: string;
  readonly kind: 'folder' | 'file' | 'other';
  readonly owner: string;
  readonly group: string;
  /** In octal, as stat(1) says it: `755`. */
  readonly mode: string;
}

export interface ServedPath {
  /** `root`: from which a block of the site serves files. `file`: of which the error log speaks. */
  readonly why: 'root' | 'file';
  readonly path: string;
  /** From `/` on, links followed, as far as they are there and may be seen. */
  readonly steps: readonly PathStep[];
  /** What comes after the last of them is not there, or may not be seen. */
  readonly end: 'there' | 'missing' | 'denied';
}

export interface ServedSeen {
  readonly paths: readonly ServedPath[];
  /** As whom the worker processes of Nginx run, and in which groups that user is. */
  readonly worker?: { readonly user: string; readonly groups: readonly string[] };
  readonly command: string;
}

// ── certificates ─────────────────────────────────────────────────────────────────────────────────────────

/** The file of a certificate that the configuration names; of the key beside it nothing is read. */
export interface StoredCertificate {
  readonly path: string;
  readonly state: 'there' | 'missing' | 'denied' | 'unreadable';
  readonly certificate?: Pick<
    CertificateSeen,
    'issuer' | 'names' | 'notBefore' | 'notAfter' | 'fingerprint256'
  >;
}

export interface CertificatesSeen {
  readonly stored: readonly StoredCertificate[];
  readonly command: string;
}

// ── code ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The files that a program behind Nginx runs. */
export interface CodeSeen {
  readonly programs: readonly {
    readonly pid: number;
    readonly name: string;
    /** Its working directory. */
    readonly folder?: string;
    readonly state: 'there' | 'deleted' | 'unreadable';
    readonly owner?: string;
    /** The newest of its source files. */
    readonly newest?: { readonly path: string; readonly changedAt: string };
  }[];
  readonly command: string;
}

// ── links ────────────────────────────────────────────────────────────────────────────────────────────────

/** An open connection between two processes of the server. */
export interface Link {
  readonly protocol: 'tcp' | 'unix';
  /** Whom it is connected to: an address and a port, or the path of a socket. */
  readonly to: string;
  readonly port?: number;
  /** The port of its own end, by which a database names it. */
  readonly ownPort?: number;
  readonly pid?: number;
  readonly name?: string;
}

export interface LinksSeen {
  readonly links: readonly Link[];
  readonly command: string;
}

// ── database ─────────────────────────────────────────────────────────────────────────────────────────────

/** Whether a server of a database is there at all, running or not. */
export interface DatabaseProgramsSeen {
  /** Where `mysqld` and `mariadbd` lie; none when neither is installed. */
  readonly programs: readonly string[];
  readonly command: string;
}

// ── trace ────────────────────────────────────────────────────────────────────────────────────────────────

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

// ── hang ─────────────────────────────────────────────────────────────────────────────────────────────────

/** What the server does while a page, for which Nginx has waited in vain, is asked for once more. Milliseconds. */
export interface HangSeen {
  readonly request: TraceSeen['request'];
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

// ── logs ─────────────────────────────────────────────────────────────────────────────────────────────────

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

// ── resources ────────────────────────────────────────────────────────────────────────────────────────────

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

// ── firewall ─────────────────────────────────────────────────────────────────────────────────────────────

/** What becomes of a packet. */
export type Verdict = 'allow' | 'deny' | 'reject';

/** A rule about a port over TCP; the first one that fits wins. */
export interface FirewallRule {
  readonly verdict: Verdict;
  readonly family: 4 | 6;
  /** Both ends of the range belong to it; absent for every port. */
  readonly ports?: { readonly from: number; readonly to: number };
  /** For some visitors only, or with conditions that are not read here. */
  readonly isLimited: boolean;
}

export interface FirewallSeen {
  /** ufw(8); absent where there is none. */
  readonly ufw?: {
    readonly isActive: boolean;
    /** What is not named by a rule. */
    readonly incoming?: Verdict;
    readonly rules: readonly FirewallRule[];
  };
  /** The chain INPUT of iptables(8) and ip6tables(8), without the jumps to other chains. */
  readonly input: readonly {
    readonly family: 4 | 6;
    readonly policy: Verdict;
    readonly rules: readonly FirewallRule[];
    /** Rules that lead to chains of other programs, such as ufw's own. */
    readonly jumps: number;
  }[];
  readonly command: string;
}
