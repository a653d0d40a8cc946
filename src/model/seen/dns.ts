import type { Endpoint } from '../address.ts';

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
