import type { Endpoint } from '../address.ts';
import type { Reached } from './reached.ts';

export interface TcpAttempt extends Endpoint {
  readonly purpose: 'http' | 'https';
  readonly state: Reached;
  readonly code?: string;
  readonly ms: number;
  readonly command: string;
}

export interface TcpSeen {
  readonly attempts: readonly TcpAttempt[];
}
