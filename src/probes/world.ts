import type { Gate } from '../net/gate.ts';
import { createShell, type Shell } from '../net/shell.ts';

/** What a probe is given besides its target: the one way out. */
export interface World {
  readonly gate: Gate;
  /** Of the server; opened with the first command. */
  readonly shell: Shell;
  /** `infra-tutor/0.1.0`, as it stands in the server's log. */
  readonly userAgent: string;
}

export const worldOf = (gate: Gate, userAgent: string): World => ({
  gate,
  userAgent,
  shell: createShell(gate),
});
