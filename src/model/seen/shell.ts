import type { Way } from '../command.ts';

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
