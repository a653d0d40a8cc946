import type { Gate } from '../net/gate.ts';

/** What a probe is given besides its target: the one way out. */
export interface World {
  readonly gate: Gate;
  /** `infra-tutor/0.1.0`, as it stands in the server's log. */
  readonly userAgent: string;
}
