import type { Evidence, ProbeId } from './evidence.ts';
import type { Hop } from './hops.ts';
import type { Target } from './target.ts';

/** `outside`: any laptop. `inside`: a shell on the server, local or by ssh. */
export type Vantage = 'outside' | 'inside';

/** Why a probe has nothing to show. Missing evidence is never a failure. */
export interface Unobserved {
  readonly unobserved: string;
  /** The earlier hop because of which nothing could be looked at. */
  readonly blockedBy?: Hop;
  /** Not part of this run: left out by the user, or not a part of this site. */
  readonly skipped?: boolean;
}

/**
 * One thing that a run may contact. The gate lets nothing through that no line of the plan covers,
 * and `--plan` prints these lines: they are the same value.
 */
export interface Contact {
  readonly probe: ProbeId;
  /** `shell`: a command on the server, run by its own shell. `unix`: a file at which a program takes connections. */
  readonly protocol: 'udp' | 'tcp' | 'ssh' | 'shell' | 'unix';
  /** Whom: an address, or in words which addresses it may be. */
  readonly to: string;
  /** The address when it is known beforehand, or the command's template; otherwise any address within the target's reach. */
  readonly address?: string;
  /** 0 where there is none (`shell`, `unix`). */
  readonly port: number;
  /** The command as it is run, for `ssh` and `shell`. */
  readonly command?: string;
  readonly why: string;
  /** A published control or a DNS server: may be contacted although it is not the target. */
  readonly beyondReach?: boolean;
}

export interface Probe<Id extends ProbeId = ProbeId, Needs extends ProbeId = ProbeId, World = unknown> {
  readonly vantage: Vantage;
  /** Leaves more than the view of a page: it runs only when the box it belongs to is looked at. */
  readonly isReserved?: boolean;
  /** Evidence this probe starts from. It may be unobserved: then `seen` lacks it. */
  readonly needs: readonly Needs[];
  /** What `look` may contact for this target. */
  plan(target: Target): readonly Contact[];
  /** Resolves with what was seen. A refused connection is something seen; only a bug throws. */
  look(
    target: Target,
    seen: Partial<Pick<Evidence, Needs>>,
    world: World,
  ): Promise<Evidence[Id] | Unobserved>;
}

export const isUnobserved = (value: object): value is Unobserved => 'unobserved' in value;
