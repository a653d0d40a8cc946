export { bareWebPlan, checkUser, healthyPlan } from './healthy-plan.ts';

/**
 * What the lab should be like, as plain data. A fault is a function from one plan to another.
 */
export interface LabPlan {
  readonly dns: DnsPlan;
  readonly tls: TlsPlan;
  readonly web: WebPlan;
  readonly app: AppPlan;
  readonly db: DbPlan;
  /** Parts that are installed and not started. */
  readonly stopped: readonly StoppablePart[];
  /** What somebody's editor did to the files of a part before it was started. */
  readonly edits: readonly FileEdit[];
  /** What happens once everything runs: for faults with a history. */
  readonly afterwards: readonly LabEvent[];
}

export type StoppablePart = 'web' | 'app' | 'db';

/** Every part whose files somebody can change. */
export type LabPart = 'dns' | StoppablePart;

export const labParts: readonly LabPart[] = ['dns', 'web', 'app', 'db'];

/** In one file of the lab, this text instead of that. The first folder of its path is the part. */
export interface FileEdit {
  readonly file: `${StoppablePart}/${string}`;
  readonly from: string;
  readonly to: string;
}

export type LabEvent =
  /** Its processes are halted (SIGSTOP): the system still accepts connections for them. */
  | { readonly do: 'freeze'; readonly part: StoppablePart }
  /** Somebody logs in to the database with so many connections, says something on each, and stays. */
  | {
      readonly do: 'stay-connected';
      readonly part: 'db';
      readonly user: string;
      readonly connections: number;
      readonly statements: readonly string[];
    }
  /** A certificate like this one is put in place of the one that the web server has read. */
  | { readonly do: 'renew-certificate'; readonly part: 'web'; readonly tls: TlsPlan }
  /** So many visitors ask for a page at the same time, and go away when no answer comes. */
  | { readonly do: 'visit'; readonly part: StoppablePart; readonly path: string; readonly times: number }
  /** A file is changed after the part has read it. */
  | { readonly do: 'edit'; readonly part: StoppablePart; readonly edit: FileEdit };

// ── dns ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface DnsPlan {
  /** Where the recursive face listens: what a visitor's computer asks. */
  readonly resolver: string;
  /** The first one is the root. */
  readonly servers: readonly NameServerPlan[];
}

/** `lame`: it does not hold the zone, and points whoever asks back to the root. */
export const manners = ['answers', 'silent', 'refuses', 'fails', 'lame'] as const;

/** A name server and the one zone it holds. */
export interface NameServerPlan {
  readonly name: string;
  readonly address: string;
  /** Without the last dot; the root is the empty text. */
  readonly zone: string;
  readonly records: readonly ZoneRecord[];
  readonly manner: (typeof manners)[number];
}

export interface ZoneRecord {
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'TXT';
  readonly data: string;
  /** Seconds; 300 when absent. */
  readonly ttl?: number;
}

// ── tls ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface TlsPlan {
  /** The names that the certificate is for. */
  readonly names: readonly string[];
  /** Days from now; negative is in the past. */
  readonly startsInDays: number;
  readonly endsInDays: number;
  /** `stranger`: an authority in between, signed by one that nobody knows. */
  readonly signedBy: 'lab' | 'intermediate' | 'stranger' | 'itself';
  /** Whether the intermediate authority's certificate is sent along. */
  readonly sends: 'chain' | 'leaf';
  /** The private key that lies beside it; absent: its own. */
  readonly key?: 'of-another';
}

// ── web ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface WebPlan {
  readonly sites: readonly SitePlan[];
  /** Files of the web server itself, by their path in the URL. */
  readonly files: Readonly<Record<string, string>>;
  /** Paths that the web server answers with 301, and where they point. */
  readonly redirects: Readonly<Record<string, string>>;
  /** The page shown for every 404; absent: whatever the server that noticed says. */
  readonly notFound?: string;
  /** Response headers that are added to the pages. */
  readonly headers: Readonly<Record<string, string>>;
  readonly proxy: ProxyPlan;
}

/** One `server { }` block: an address, the names it answers to, and what it does. */
export interface SitePlan {
  readonly address: string;
  readonly scheme: 'http' | 'https';
  readonly names: readonly string[];
  /** `welcome` is the page that comes with the web server. */
  readonly does: 'serve' | 'redirect-to-https' | 'redirect-to-http' | 'welcome';
}

export interface ProxyPlan {
  /** Paths handed to the application: `/` for everything below it, `= /` for exactly that path. */
  readonly locations: readonly string[];
  /** Where nginx looks for the application; `elsewhere` is a port at which nobody listens. */
  readonly to: 'app' | 'elsewhere';
  /** Seconds that nginx waits for the application. */
  readonly patience: number;
}

// ── app ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface AppPlan {
  /** What runs the program: all make the same pages. Behind `php-fpm` is a Unix socket, behind the others a port. */
  readonly runtime: 'node' | 'gunicorn' | 'php-fpm';
  readonly database: {
    readonly user: string;
    readonly password: 'right' | 'wrong';
    readonly schema: string;
  };
}

// ── db ───────────────────────────────────────────────────────────────────────────────────────────────────

export interface DbPlan {
  readonly schema: string;
  /** One of these is shown with every visit, in turn. */
  readonly tips: readonly string[];
  readonly users: readonly DbUserPlan[];
  readonly maxConnections: number;
  /** More lines of its configuration file: option and value. */
  readonly settings: Readonly<Record<string, string>>;
  /** What an administrator has typed since, one SQL statement each, without the semicolon. */
  readonly statements: readonly string[];
}

export interface DbUserPlan {
  readonly user: string;
  /** Where it may come from: `127.0.0.1` is TCP, `localhost` the socket. */
  readonly hosts: readonly string[];
  readonly may: 'read' | 'write' | 'nothing';
}
