import type { DnsExchange } from '../model/seen/dns.ts';
import type { HttpExchange } from '../model/seen/http.ts';
import type { TcpAttempt } from '../model/seen/tcp.ts';
import type { TlsHandshake } from '../model/seen/tls.ts';
import type { PageKind, Part } from './types.ts';

export type AskedDns = Pick<DnsExchange, 'outcome' | 'rcode' | 'answers'>;
export type Walked = AskedDns & Pick<DnsExchange, 'server' | 'authority' | 'ms'>;
export type Dialled = Pick<TcpAttempt, 'address' | 'port' | 'state' | 'code'>;
export type Shaken = Pick<TlsHandshake, 'outcome' | 'code' | 'protocol' | 'chain' | 'verification'>;
export type Fetched = Pick<HttpExchange, 'outcome' | 'code' | 'status' | 'headers' | 'body' | 'times'>;

/** A program of the site, as the system sees it. */
export interface RunningProgram {
  /** As it is called in front of a learner, and as it names itself. */
  readonly name: string;
  readonly software: string;
  /** Its processes with all their children. */
  readonly processes: number;
  /** Resident memory of them all, in bytes; absent where the system does not say. */
  readonly memory?: number;
}

/** New code on the lab's disk: the text by which its page is known, and the way back. */
export interface NewCode {
  readonly marker: string;
  undo(): Promise<void>;
}

/** What a lesson can look at and do: real observations of the running lab, passed in from outside. */
export interface Looks {
  /** The site's name: `www.foobar.com`. */
  readonly host: string;
  readonly ports: {
    readonly http: number;
    readonly https: number;
    readonly db: number;
    /** Nothing listens here. */ readonly closed: number;
  };
  readonly pages: Readonly<Record<PageKind, string>>;
  /** Asks the lab's resolver for the name's IPv4 address. */
  resolve(name: string): Promise<AskedDns>;
  /** Asks about the name's IPv4 address from the root servers down, without a resolver. */
  walk(name: string): Promise<readonly Walked[]>;
  /** Opens a TCP connection to the site's address and closes it. */
  connect(port: number): Promise<Dialled>;
  /** Shows a certificate for this name (SNI); `verification` is against this name and the lab's authority. */
  handshake(serverName: string): Promise<Shaken>;
  /** GET over plain HTTP, on a connection of its own. No redirect is followed. */
  fetch(path: string): Promise<Fetched>;
  /** The programs of the site that run on this machine, and how much memory the machine has, in bytes. */
  programs(): Promise<{ readonly programs: readonly RunningProgram[]; readonly memory: number }>;
  /** Resolves when the part no longer runs. */
  stopPart(part: Part): Promise<void>;
  /** Resolves when the part is ready; a part that runs is left alone. */
  startPart(part: Part): Promise<void>;
  /** Changes the program's file on disk, and nothing else. */
  changeCode(): Promise<NewCode>;
}

/** Something cannot be looked at here: one sentence that says why. */
export class LookUnavailable extends Error {
  override readonly name = 'LookUnavailable';
}

/** Calls `use` with the running lab, or with one that lives for this look. @throws {LookUnavailable} without a lab */
export type WithLooks = <T>(use: (looks: Looks) => Promise<T>) => Promise<T>;
