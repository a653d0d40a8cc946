import { insideIds, type InsideEvidence } from './inside.ts';
import type { AppSeen } from './seen/app.ts';
import type { DnsSeen } from './seen/dns.ts';
import type { HttpSeen } from './seen/http.ts';
import type { MysqlSeen } from './seen/mysql.ts';
import type { TcpSeen } from './seen/tcp.ts';
import type { TesterSeen } from './seen/tester.ts';
import type { TlsSeen } from './seen/tls.ts';
import type { ZoneSeen } from './seen/zone.ts';

/**
 * Everything the tool can know, one entry per probe. Raw first; every derivation is a pure function elsewhere.
 * Times are milliseconds; `command` is what a person can type to see the same.
 */
export interface Evidence extends InsideEvidence {
  readonly tester: TesterSeen;
  readonly dns: DnsSeen;
  readonly zone: ZoneSeen;
  readonly tcp: TcpSeen;
  readonly tls: TlsSeen;
  readonly http: HttpSeen;
  readonly app: AppSeen;
  readonly mysql: MysqlSeen;
}

export type ProbeId = keyof Evidence;

/** In the order in which a request meets what they look at. */
export const probeIds = [
  'tester',
  'dns',
  'zone',
  'tcp',
  'tls',
  'http',
  'app',
  'mysql',
  ...insideIds,
] as const satisfies readonly ProbeId[];
