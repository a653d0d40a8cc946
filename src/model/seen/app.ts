import type { HttpExchange } from './http.ts';

export interface AppSeen {
  /** The page was named with --path; otherwise it is where the front page's visit ended. */
  readonly named: boolean;
  /** The same request twice. */
  readonly answers: readonly HttpExchange[];
}
