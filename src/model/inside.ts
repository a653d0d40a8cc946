import type { AccountsSeen } from './seen/accounts.ts';
import type { CertificatesSeen } from './seen/certificates.ts';
import type { CodeSeen } from './seen/code.ts';
import type { DatabaseProgramsSeen } from './seen/database.ts';
import type { ErrorsSeen } from './seen/errors.ts';
import type { FirewallSeen } from './seen/firewall.ts';
import type { HangSeen } from './seen/hang.ts';
import type { LinksSeen } from './seen/links.ts';
import type { ListenersSeen } from './seen/listeners.ts';
import type { LogsSeen } from './seen/logs.ts';
import type { NginxSeen } from './seen/nginx.ts';
import type { ProcessesSeen } from './seen/processes.ts';
import type { ResourcesSeen } from './seen/resources.ts';
import type { ServedSeen } from './seen/served.ts';
import type { ShellSeen } from './seen/shell.ts';
import type { TraceSeen } from './seen/trace.ts';
import type { UnitsSeen } from './seen/units.ts';

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
  readonly accounts: AccountsSeen;
  readonly logs: LogsSeen;
  readonly resources: ResourcesSeen;
  readonly firewall: FirewallSeen;
  readonly units: UnitsSeen;
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
  'accounts',
  'logs',
  'resources',
  'firewall',
  'units',
  'trace',
  'hang',
] as const satisfies readonly (keyof InsideEvidence)[];
