import type { DnsOutcome } from './dns.ts';

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
