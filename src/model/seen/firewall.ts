/** What becomes of a packet. */
export type Verdict = 'allow' | 'deny' | 'reject';

/** A rule about a port over TCP; the first one that fits wins. */
export interface FirewallRule {
  readonly verdict: Verdict;
  readonly family: 4 | 6;
  /** Both ends of the range belong to it; absent for every port. */
  readonly ports?: { readonly from: number; readonly to: number };
  /** For some visitors only, by the address from which they come. */
  readonly isLimited: boolean;
  /** Conditions, or a chain it leads to, are not read here: it may be for everybody, or for nobody. */
  readonly isUnclear?: true;
}

/** What comes to this machine goes through all of its rules, and then meets the policy. */
interface InputChain {
  readonly family: 4 | 6;
  readonly policy: Verdict;
  readonly rules: readonly FirewallRule[];
  /** How many rules lead to chains of other programs, such as ufw's own. */
  readonly jumps: number;
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
  readonly input: readonly InputChain[];
  /** Those of nft(8) besides, up to the first rule that is not read; absent where it could not be asked. */
  readonly nft?: readonly InputChain[];
  readonly command: string;
}
